import TestVideo
import Vision

extension Question {
  static let shots = Question(
    name: "shots",
    help:
      "clips with planted cuts as 576x1024 h264: F1 within 2 frames, CPU s a minute, all frames or with skips"
  ) { bench in
    let rows = ShotRows(try await SeenClips(bench), bench)
    return [
      rows.cutsOfEveryFrame, rows.cutsByDefault, rows.costOfEveryFrame, rows.costByDefault,
      rows.gradual(.dissolve), rows.gradual(.fade),
    ]
  }
}

/// What came of the clips.
private struct ShotRows {
  private static let peer = "adaptive", peerWithShort = "adaptive with short scenes"

  let seen: SeenClips
  let bench: Bench

  init(_ seen: SeenClips, _ bench: Bench) { (self.seen, self.bench) = (seen, bench) }

  var cutsOfEveryFrame: Finding {
    let ours = score(\.whole)
    var row = finding("cuts", "F1", ours.fMeasure, peers: peerScores, .atLeast(0.95))
    // Whichever does better.
    let best = row.peers.max { $0.answer.figure ?? 0 < $1.answer.figure ?? 0 }
    row.rival = best.map { .notBelow($0.name) }
    row.details = details(ours) + Clip.Kind.allCases.map { kind in (kind.rawValue, fMeasure(kind)) }
    return row
  }

  var cutsByDefault: Finding {
    let ours = score(\.quick)
    let least = score(\.whole).fMeasure - 0.01
    var row = finding("cuts-with-skips", "F1", ours.fMeasure, peers: peerScores, .atLeast(least))
    row.rival = row.peers.max { $0.answer.figure ?? 0 < $1.answer.figure ?? 0 }.map { .notBelow($0.name) }
    row.details = details(ours)
    return row
  }

  var costOfEveryFrame: Finding {
    finding(
      "cost", "CPU s a minute", seen.wholeSeconds / seen.minutes, peers: peerCost, .timesLess(2))
  }

  var costByDefault: Finding {
    finding(
      "cost-with-skips", "CPU s a minute", seen.quickSeconds / seen.minutes, peers: peerCost, .timesLess(4))
  }

  /// Those that overlap with a true one of their kind; each counts once.
  func gradual(_ kind: Transition.Kind) -> Finding {
    var (right, wrong, missed) = (0, 0, 0)
    for item in seen.clips {
      var left = item.clip.transitions.filter { $0.kind.rawValue == kind.rawValue }
      for found in item.whole?.transitions ?? [] where found.kind == kind {
        if let index = left.firstIndex(where: { $0.start < found.end && found.start < $0.end }) {
          left.remove(at: index)
          right += 1
        } else {
          wrong += 1
        }
      }
      missed += left.count
    }
    let all = 2 * right + wrong + missed
    var row = finding(
      kind.rawValue + "s", "F1", all == 0 ? 1 : Double(2 * right) / Double(all), peers: [], .none)
    row.details = [("right", Double(right)), ("wrong", Double(wrong)), ("missed", Double(missed))]
    return row
  }

  private var peerScores: [(name: String, answer: Finding.Answer)] {
    func answer(_ frames: (SeenClip) -> [Int]?) -> Finding.Answer {
      if let reason = seen.reason { return .skipped(reason) }
      // A clip without an answer counts for nobody.
      return .figure(total(seen.clips.filter { frames($0) != nil }) { frames($0) ?? [] }.fMeasure)
    }
    return [(Self.peer, answer(\.peer)), (Self.peerWithShort, answer(\.peerWithShort))]
  }

  private var peerCost: [(name: String, answer: Finding.Answer)] {
    [(Self.peer, seen.reason.map { .skipped($0) } ?? .figure(seen.peerSeconds / seen.minutes))]
  }

  private func score(_ shots: (SeenClip) -> Shots?) -> ShotScore {
    total(seen.clips) { item in
      shots(item)?.cuts.map { item.clip.frame(nearestTo: $0.time) } ?? []
    }
  }

  private func fMeasure(_ kind: Clip.Kind) -> Double {
    total(seen.clips.filter { $0.clip.kind == kind }) { item in
      item.whole?.cuts.map { item.clip.frame(nearestTo: $0.time) } ?? []
    }.fMeasure
  }

  private func total(_ clips: [SeenClip], _ found: (SeenClip) -> [Int]) -> ShotScore {
    clips.reduce(ShotScore()) { sum, item in
      sum
        + ShotScore(found: found(item).filter { !Self.isGradual($0, item.clip) }, truth: item.clip.cutFrames)
    }
  }

  /// What is found within a dissolve or a fade is no cut, and no mistake either: the peer has one name for all.
  private static func isGradual(_ frame: Int, _ clip: Clip) -> Bool {
    clip.transitions.contains { transition in
      guard transition.kind != .cut else { return false }
      let first = clip.frame(nearestTo: transition.start) - ShotScore.tolerance
      return (first...max(first, clip.frame(nearestTo: transition.end) + ShotScore.tolerance)).contains(frame)
    }
  }

  private func details(_ score: ShotScore) -> [(name: String, value: Double)] {
    [
      ("precision", score.precision), ("recall", score.recall), ("wrong", Double(score.wrong)),
      ("missed", Double(score.missed)), ("planted", Double(score.right + score.missed)),
    ]
  }

  private func finding(
    _ name: String, _ unit: String, _ ours: Double, peers: [(name: String, answer: Finding.Answer)],
    _ target: Finding.Target
  ) -> Finding {
    Finding(
      name: "shots/" + name, unit: unit, ours: ours, peers: peers, target: target, count: seen.clips.count,
      seed: bench.scale.seed)
  }
}
