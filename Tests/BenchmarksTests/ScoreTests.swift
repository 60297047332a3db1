import TestMusic
import Testing

@testable import Benchmarks

@Suite struct TempoScoreTests {
  @Test(arguments: [(120.0, true), (124.8, true), (115.2, true), (125, false), (115, false), (60, false)])
  func `a tempo is right within four per cent`(found: Double, isRight: Bool) {
    #expect(TempoScore.isRight(found, 120) == isRight)
  }

  @Test func `no tempo is never right`() {
    #expect(!TempoScore.isRight(nil, 120) && !TempoScore.isRelated(nil, 120))
  }

  @Test(arguments: [
    (60.0, true), (240, true), (40, true), (360, true), (120, true), (80, false), (180, false),
  ])
  func `twice and three times a tempo are related to it`(found: Double, isRelated: Bool) {
    #expect(TempoScore.isRelated(found, 120) == isRelated)
  }

  @Test(arguments: [(60.5, true), (60.7, false), (241, true), (244, false)])
  func `the tolerance goes with the multiple`(found: Double, isRelated: Bool) {
    #expect(TempoScore.isRelated(found, 120, tolerance: 0.01) == isRelated)
  }
}

@Suite struct TimesScoreTests {
  private let truth = (0..<20).map { Double($0) / 2 }

  @Test func `all beats found are one, none are zero`() {
    #expect(TimesScore.fMeasure(truth, truth) == 1)
    #expect(TimesScore.fMeasure([], truth) == 0)
  }

  @Test func `the first five seconds do not count`() {
    #expect(TimesScore.fMeasure(truth.filter { $0 >= 5 }, truth) == 1)
    #expect(TimesScore.fMeasure([0.1, 0.2, 0.3] + truth, truth) == 1)
  }

  @Test(arguments: [(0.069, 1.0), (-0.069, 1), (0.071, 0), (-0.071, 0)])
  func `a beat is found within 70 ms`(shift: Double, score: Double) {
    // Nothing that is moved over the fifth second.
    #expect(TimesScore.fMeasure(truth.filter { $0 > 5 }.map { $0 + shift }, truth.filter { $0 > 5 }) == score)
  }

  @Test func `each beat is found once`() {
    let twice = truth.flatMap { [$0, $0 + 0.01] }

    // Ten of twenty are right, and all ten are found.
    #expect(TimesScore.fMeasure(twice, truth) == 2.0 / 3)
  }

  @Test func `every other beat is two thirds`() {
    let half = truth.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)

    #expect(TimesScore.fMeasure(half, truth) == 2.0 / 3)
  }

  @Test func `too little to find is not judged`() {
    #expect(TimesScore.fMeasure([], [5, 6, 7]) == nil)
    #expect(TimesScore.fMeasure([5, 6], [5, 6], atLeast: 2) == 1)
  }
}

@Suite struct KeyScoreTests {
  @Test(arguments: [
    ("C", "major", 1.0), ("G", "major", 0.5), ("F", "major", 0), ("A", "minor", 0.3), ("C", "minor", 0.2),
    ("E", "minor", 0), ("D", "major", 0),
  ])
  func `weighs what is found for C major`(tonic: String, mode: String, score: Double) throws {
    let found = try #require(NamedKey(name: tonic, mode: mode))

    #expect(KeyScore.weighted(found, NamedKey(tonic: 0, mode: .major)) == score)
  }

  @Test(arguments: [("A", "minor", 1.0), ("E", "minor", 0.5), ("C", "major", 0.3), ("A", "major", 0.2)])
  func `weighs what is found for A minor`(tonic: String, mode: String, score: Double) throws {
    let found = try #require(NamedKey(name: tonic, mode: mode))

    #expect(KeyScore.weighted(found, NamedKey(tonic: 9, mode: .minor)) == score)
  }

  @Test func `no key is worth nothing`() {
    #expect(KeyScore.weighted(nil, NamedKey(tonic: 0, mode: .major)) == 0)
    #expect(NamedKey(name: "H", mode: "major") == nil && NamedKey(name: "C", mode: "dorian") == nil)
  }

  @Test(arguments: [-45.0, -20, 0, 15, 16, 45])
  func `a piece that is detuned stays nearest to its own key`(tuning: Double) {
    #expect(abs(tuning + MusicSet.detuning(of: tuning)) < 50)
    #expect(abs(MusicSet.detuning(of: tuning)) == 30)
  }
}

@Suite struct HookScoreTests {
  private let choruses = [10.0...20.0, 30.0...40.0, 40.02...50.0]

  @Test(arguments: [
    (10.0, 20.0, true), (9.95, 20.05, true), (9.9, 19.9, false), (10.2, 20.2, false), (20, 30, false),
    (31, 46, true), (36, 51, false),
  ])
  func `a hook lies inside of choruses, which may follow each other`(
    start: Double, end: Double, isInside: Bool
  ) {
    #expect(HookScore.isInside(start, end, choruses: choruses) == isInside)
  }

  @Test func `a hook starts on a downbeat within 70 ms`() {
    #expect(HookScore.isOnDownbeat(2.06, [0, 2, 4]))
    #expect(!HookScore.isOnDownbeat(2.08, [0, 2, 4]) && !HookScore.isOnDownbeat(2, []))
  }
}
