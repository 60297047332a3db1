import Glibc

/// Finds where a sound passes from speech, music, noise or silence to another of them.
///
/// The judge of kinds hears three seconds at a time. Here it hears as many about each half second, the likeliest course
/// of kinds is taken, and borders are moved to where what lies before and what lies behind are told apart best.
struct StretchFinder {
  /// Nothing shorter is a stretch, in seconds: a breath is no silence, and a drum in a film no music.
  private static let shortest = 1.0
  /// Seconds from one judgement to the next, where that does not make too many.
  private static let finestHop = 0.5
  private static let mostJudgements = 1200.0
  /// What a change costs, as a logarithm of probability: six half seconds that are 80 % sure pay for it.
  private static let change = 8.0
  /// No kind is less likely than this at any moment: the judge may be mistaken.
  private static let leastProbability = 0.01
  /// How far a border may be moved, and by how much at a time, in seconds.
  private static let reach = 2.0
  private static let grain = 0.25
  /// Logarithms of probabilities that differ by much less say the same.
  private static let blur = 3.0
  private static let mostRuns = 4096
  /// Borders cost time; those of a sound that has more are left where they are.
  private static let mostBorders = 100

  private let heard: Heard
  private let judge: KindJudge
  private let hop: Double

  init(_ heard: Heard, judge: KindJudge = KindJudge()) {
    self.heard = heard
    self.judge = judge
    hop = min(Kinds.window, max(Self.finestHop, heard.duration / Self.mostJudgements))
  }

  func stretches() -> [SoundCourse.Stretch] {
    guard heard.duration > 0 else { return [] }
    var found: [SoundCourse.Stretch] = []
    for part in parts() {
      found += part.kind == .silence ? [part] : judged(part)
    }
    var shortest = Self.shortest
    var merged = Self.merged(found, shortest)
    while merged.count > SoundCourse.mostPoints {
      shortest *= 2
      merged = Self.merged(merged, shortest)
    }
    return merged
  }

  // MARK: Silence

  /// The silent parts, and those between them, which are called noise until they are judged.
  private func parts() -> [SoundCourse.Stretch] {
    let (powers, rate) = (heard.shape.powers, heard.shape.rate)
    let runs = runs(of: powers.map { Double($0) <= KindJudge.silence })
    let whole = SoundCourse.Stretch(.noise, start: 0, end: heard.duration)
    guard !runs.isEmpty else { return [whole] }
    // A frame is about its moment: it says something of half a frame before and behind.
    func moment(_ frame: Int) -> Double { min(heard.duration, max(0, (Double(frame) - 0.5) / rate)) }
    var parts = runs.map {
      SoundCourse.Stretch(
        $0.isSilent ? .silence : .noise, start: $0.start == 0 ? 0 : moment($0.start),
        end: $0.end == powers.count ? heard.duration : moment($0.end))
    }
    parts = Self.merged(parts, Self.shortest)
    return parts
  }

  private typealias Run = (isSilent: Bool, start: Int, end: Int)

  /// Of frames that are silent or not. A sound that changes all the time is looked at in steps of many frames, by what
  /// most of them are: merging takes a time that grows with the square of the runs.
  private func runs(of silences: [Bool]) -> [Run] {
    var grain = 1
    var runs = Self.runs(of: silences, grain)
    while runs.count > Self.mostRuns {
      grain *= 2
      runs = Self.runs(of: silences, grain)
    }
    return runs
  }

  private static func runs(of silences: [Bool], _ grain: Int) -> [Run] {
    var runs: [Run] = []
    for start in stride(from: 0, to: silences.count, by: grain) {
      let end = min(start + grain, silences.count)
      let isSilent = 2 * silences[start..<end].count { $0 } > end - start
      if let last = runs.last, last.isSilent == isSilent {
        runs[runs.count - 1].end = end
      } else {
        runs.append((isSilent, start, end))
      }
    }
    return runs
  }

  // MARK: Kinds

  /// What lies between two silences, by kinds.
  private func judged(_ part: SoundCourse.Stretch) -> [SoundCourse.Stretch] {
    let count = max(1, Int((part.length / hop).rounded()))
    let width = part.length / Double(count)
    let logarithms = (0..<count).map { cell in
      let middle = part.start + (Double(cell) + 0.5) * width
      let start = min(max(part.start, middle - Kinds.window / 2), max(part.start, part.end - Kinds.window))
      return odds(from: start, to: min(part.end, start + Kinds.window), least: Self.leastProbability)
    }
    var stretches: [SoundCourse.Stretch] = []
    for (cell, kind) in Self.course(logarithms).enumerated() {
      let end = cell == count - 1 ? part.end : part.start + Double(cell + 1) * width
      if let last = stretches.last, last.kind == KindJudge.kinds[kind] {
        stretches[stretches.count - 1].end = end
      } else {
        stretches.append(.init(KindJudge.kinds[kind], start: stretches.last?.end ?? part.start, end: end))
      }
    }
    if stretches.count <= Self.mostBorders { refine(&stretches) }
    return stretches
  }

  /// How likely each kind is between two moments, as logarithms.
  private func odds(from start: Double, to end: Double, least: Double = 1e-9) -> [Double] {
    guard let traits = KindTraits(heard, from: start, to: end) else { return KindJudge.kinds.map { _ in 0 } }
    return judge.weights.probabilities(traits.values).map { log(max(least, $0)) }
  }

  /// The likeliest kinds, one after the other, when changes are rare.
  private static func course(_ odds: [[Double]]) -> [Int] {
    guard let first = odds.first else { return [] }
    var scores = first
    var origins: [[Int]] = []
    for next in odds.dropFirst() {
      let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
      let origin = scores.indices.map { scores[$0] >= scores[best] - change ? $0 : best }
      scores = next.indices.map { kind in
        max(scores[kind], scores[best] - change) + next[kind]
      }
      origins.append(origin)
    }
    var kind = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    var path = [kind]
    for origin in origins.reversed() {
      kind = origin[kind]
      path.append(kind)
    }
    return path.reversed()
  }

  // MARK: Borders

  private func refine(_ stretches: inout [SoundCourse.Stretch]) {
    for index in stretches.indices.dropFirst() {
      let border = better(stretches[index - 1], stretches[index])
      stretches[index - 1].end = border
      stretches[index].start = border
    }
  }

  /// Where the first of two stretches ends: what lies before is most like the one, and what lies behind like the other.
  private func better(_ first: SoundCourse.Stretch, _ second: SoundCourse.Stretch) -> Double {
    guard let before = KindJudge.kinds.firstIndex(of: first.kind),
      let behind = KindJudge.kinds.firstIndex(of: second.kind)
    else { return first.end }
    let steps = Int(Self.reach / Self.grain)
    let places = (-steps...steps).map { first.end + Double($0) * Self.grain }
      .filter { $0 - first.start >= Self.shortest && second.end - $0 >= Self.shortest }
    let scores = places.map { place in
      let left = odds(from: max(first.start, place - Kinds.window), to: place)
      let right = odds(from: place, to: min(second.end, place + Kinds.window))
      return left[before] - left[behind] + right[behind] - right[before]
    }
    guard let best = scores.max() else { return first.end }
    // Three seconds with a little of something else sound nearly as three without: places that do as well count together.
    let weights = scores.map { exp(($0 - best) / Self.blur) }
    return zip(places, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
  }

  // MARK: Short ones

  /// Without what is shorter: it becomes part of what it lies between, or of its longer neighbour.
  private static func merged(
    _ stretches: [SoundCourse.Stretch], _ shortest: Double
  ) -> [SoundCourse.Stretch] {
    var rest = joined(stretches)
    while rest.count > 1, let index = rest.indices.min(by: { rest[$0].length < rest[$1].length }),
      rest[index].length < shortest
    {
      let before = index > 0 ? rest[index - 1].length : -1
      let behind = index + 1 < rest.count ? rest[index + 1].length : -1
      rest[index].kind = before >= behind ? rest[index - 1].kind : rest[index + 1].kind
      rest = joined(rest)
    }
    return rest
  }

  /// Neighbours of one kind as one.
  private static func joined(_ stretches: [SoundCourse.Stretch]) -> [SoundCourse.Stretch] {
    stretches.reduce(into: []) { joined, stretch in
      if let last = joined.last, last.kind == stretch.kind {
        joined[joined.count - 1].end = stretch.end
      } else {
        joined.append(stretch)
      }
    }
  }
}
