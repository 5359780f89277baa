import { numericDistance, roundRatio, scaleRatio } from "../../assembly/distance";

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

  it("round to ten decimals", () => {
    expect(roundRatio(16.0 / 9.0)).toBe(1.7777777778);
    expect(roundRatio(1.5)).toBe(1.5);
  });
});
