import Recommending
import TestKit

extension Question {
  static let works = Question(
    name: "works", help: "what lifts a creator's posts: planted lifts found with their sign, others flagged"
  ) { bench in
    var generator = SeededGenerator(seed: UInt64(bench.scale.seed))
    let settings = PlantedCreator.Settings()
    let count = max(50, bench.scale.pieces * 5)
    var score = PlantedScore()
    for _ in 0..<count {
      let creator = PlantedCreator(settings, using: &generator)
      for lift in WhatWorks(creator.posts).lifts {
        score.count(
          lift.level, posts: lift.posts, isFlagged: lift.isCertain, isUp: lift.factor > 1, creator.lifts)
      }
    }
    return [
      Finding(
        name: "works/planted-found", unit: "share", ours: score.foundShare, target: .atLeast(0.9),
        count: score.planted, seed: bench.scale.seed,
        details: [
          ("creators", Double(count)), ("posts of each", Double(settings.posts)), ("noise", settings.noise),
          ("least lift", settings.least), ("largest lift", settings.most),
        ]),
      Finding(
        name: "works/nulls-flagged", unit: "share", ours: score.flaggedShare, target: .atMost(0.05),
        count: score.nulls, seed: bench.scale.seed),
    ]
  }
}
