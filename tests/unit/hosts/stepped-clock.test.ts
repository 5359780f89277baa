/** Time that passes only when told to. */
import { steppedClock } from "../../../bindings/hosts/stepped-clock.js";

test("timers run at their times, those of one time in the order they were set in", async () => {
  const clock = steppedClock(1000);
  const ran: string[] = [];
  const timer = (name: string, delay: number) =>
    clock.setTimeout(() => ran.push(`${name} ${clock.now()}`), delay);
  timer("c", 20);
  timer("a", 10);
  timer("d", 20);
  timer("b", 10.5);
  timer("late", 30.001);
  await clock.advance(30);
  expect(ran).toEqual(["a 1010", "b 1010.5", "c 1020", "d 1020"]);
  expect(clock.now()).toBe(1030);
  expect(clock.pending).toBe(1);
});

test("a timer set by a timer runs in the same step, before later ones", async () => {
  const clock = steppedClock();
  const ran: string[] = [];
  clock.setTimeout(() => {
    ran.push(`outer ${clock.now()}`);
    clock.setTimeout(() => ran.push(`inner ${clock.now()}`), 5);
    clock.setTimeout(() => ran.push(`at once ${clock.now()}`), 0);
  }, 10);
  clock.setTimeout(() => ran.push(`other ${clock.now()}`), 20);
  await clock.advance(20);
  expect(ran).toEqual(["outer 10", "at once 10", "inner 15", "other 20"]);
});

test("promises settle before the first timer, between timers and after the last", async () => {
  const clock = steppedClock();
  const ran: string[] = [];
  const chain = async (name: string, length: number) => {
    for (let i = 0; i < length; i++) await Promise.resolve();
    ran.push(`${name} ${clock.now()}`);
  };
  void chain("before", 90).then(() => clock.setTimeout(() => ran.push(`set late ${clock.now()}`), 3));
  clock.setTimeout(() => void chain("first", 90), 5);
  clock.setTimeout(() => ran.push(`second ${clock.now()}`), 5);
  clock.setTimeout(() => void chain("third", 90), 8);
  await clock.advance(8);
  expect(ran).toEqual(["before 0", "set late 3", "first 5", "second 5", "third 8"]);
});

test("a cleared timer does not run, and clearing what is not pending does nothing", async () => {
  const clock = steppedClock();
  const ran: string[] = [];
  const one = clock.setTimeout(() => ran.push("one"), 1);
  const two = clock.setTimeout(() => ran.push("two"), 2);
  clock.setTimeout(() => clock.clearTimeout(two), 1);
  clock.clearTimeout(12345);
  await clock.advance(5);
  clock.clearTimeout(one);
  expect(ran).toEqual(["one"]);
});

test("overlapping steps follow each other", async () => {
  const clock = steppedClock();
  const times: number[] = [];
  clock.setTimeout(() => times.push(clock.now()), 15);
  const steps = Promise.all([clock.advance(10), clock.advance(10)]);
  expect(clock.now()).toBe(0);
  await steps;
  expect(clock.now()).toBe(20);
  expect(times).toEqual([15]);
});

test.each([NaN, -1, Infinity, "5" as unknown as number])("%p is no length of time", async (length) => {
  const clock = steppedClock();
  const message = /^milliseconds must be a finite number from 0, got /;
  await expect(clock.advance(length)).rejects.toThrow(message);
  await expect(clock.advance(length)).rejects.toBeInstanceOf(TypeError);
  expect(() => clock.advanceSync(length)).toThrow(message);
  expect(clock.now()).toBe(0);
});

test("a start that is no number is a TypeError", () => {
  expect(() => steppedClock(NaN)).toThrow(new TypeError("start must be a finite number, got NaN."));
});

test("delays that are none are 0, endless ones never end", async () => {
  const clock = steppedClock();
  const ran: string[] = [];
  clock.setTimeout(() => ran.push("NaN"), NaN);
  clock.setTimeout(() => ran.push("-5"), -5);
  clock.setTimeout(() => ran.push("Infinity"), Infinity);
  await clock.advance(1e9);
  expect(ran).toEqual(["NaN", "-5"]);
});

test("what timers throw comes out when all have run", async () => {
  const clock = steppedClock();
  const ran: number[] = [];
  const one = new Error("one");
  const two = new Error("two");
  const failing = (error: Error) => () => {
    throw error;
  };
  clock.setTimeout(failing(one), 1);
  clock.setTimeout(() => ran.push(clock.now()), 2);
  await expect(clock.advance(5)).rejects.toBe(one);
  expect(ran).toEqual([2]);
  expect(clock.now()).toBe(5);
  clock.setTimeout(failing(one), 1);
  clock.setTimeout(failing(two), 1);
  await expect(clock.advance(5)).rejects.toMatchObject({ errors: [one, two] });
  clock.setTimeout(failing(two), 1);
  expect(() => clock.advanceSync(5)).toThrow(two);
  await clock.advance(1);
  expect(clock.now()).toBe(16);
});

test("timers that set each other without end are told of", () => {
  const clock = steppedClock();
  const again = () => void clock.setTimeout(again, 0);
  again();
  expect(() => clock.advanceSync(1)).toThrow(/^More than 100000 timers ran at 0 ms/);
  const other = steppedClock();
  const slowly = () => void other.setTimeout(slowly, 0.01);
  slowly();
  other.advanceSync(2000);
  expect(other.now()).toBe(2000);
});

test("a synchronous step runs the same timers, without promises between them", async () => {
  const clock = steppedClock();
  const ran: string[] = [];
  clock.setTimeout(() => void Promise.resolve().then(() => ran.push(`promise ${clock.now()}`)), 1);
  clock.setTimeout(() => ran.push(`timer ${clock.now()}`), 2);
  clock.advanceSync(3);
  expect(ran).toEqual(["timer 2"]);
  await Promise.resolve();
  expect(ran).toEqual(["timer 2", "promise 3"]);
});
