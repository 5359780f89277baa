import { numericDistance, scaleRatio } from "../../assembly/distance";

describe("numericDistance", () => {
  it("is nothing between equals, zeros and infinities among them", () => {
    expect(numericDistance(640, 640)).toBe(0);
    expect(numericDistance(0, -0.0)).toBe(0);
    expect(numericDistance(Infinity, Infinity)).toBe(0);
  });

  it("is the difference over the greater", () => {
    expect(numericDistance(320, 640)).toBe(0.5);
    expect(numericDistance(640, 320)).toBe(0.5);
    expect(numericDistance(-1, -4)).toBe(0.75);
  });

  it("is a number whatever the two are", () => {
    const odd: StaticArray<f64> = [
      0,
      -0.0,
      5e-324,
      -5e-324,
      1,
      -1,
      9007199254740992,
      f64.MAX_VALUE,
      -f64.MAX_VALUE,
    ];
    for (let i = 0; i < odd.length; i++) {
      for (let j = 0; j < odd.length; j++) {
        const distance = numericDistance(odd[i], odd[j]);
        expect(distance >= 0 && distance <= 2).toBe(true);
        expect(distance).toBe(numericDistance(odd[j], odd[i]));
      }
    }
  });

  it("to 0 is the same from every other number", () => {
    expect(numericDistance(5e-324, 0)).toBe(1);
    expect(numericDistance(640, 0)).toBe(1);
    expect(numericDistance(f64.MAX_VALUE, 0)).toBe(1);
  });

  it("is never above 2", () => {
    expect(numericDistance(-5, 5)).toBe(2);
    expect(numericDistance(f64.MAX_VALUE, -f64.MAX_VALUE)).toBe(2);
  });
});

describe("aspect ratios", () => {
  it("are compared in units of the tenth decimal", () => {
    expect(scaleRatio(16.0 / 9.0)).toBe(17777777778);
    expect(scaleRatio(4.0 / 3.0)).toBe(13333333333);
    expect(scaleRatio(1.7777777778)).toBe(scaleRatio(16.0 / 9.0));
  });

  it("round halves up, as Math.round does", () => {
    expect(scaleRatio(0.5 / 1e10)).toBe(1);
    expect(scaleRatio(0.49 / 1e10)).toBe(0);
    expect(scaleRatio(1.5)).toBe(15000000000);
    // Beyond 2^53 there are no halves to round.
    expect(scaleRatio(4294967295)).toBe(4294967295e10);
  });
});
