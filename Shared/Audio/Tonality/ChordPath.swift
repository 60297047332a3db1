/// The major or minor chord of each frame: 0 for C major to 11 for B major, 12 for C minor to 23 for B minor.
///
/// It is the path along which the frames are most like their chords when each change costs something (Viterbi 1967), so
/// that passing notes change no chord.
struct ChordPath {
  /// What the likeness of a frame and a chord, 0 to 1, counts for, and what a change costs: set by hand, so that a change
  /// must be borne out by half a second.
  private static let likenessWeight: Float = 18
  private static let changeCost: Float = 3

  let chords: [Int]

  /// Each frame has twelve notes, C first.
  init(_ frames: [[Float]]) {
    var sums = [Float](repeating: 0, count: 24)
    var froms: [[UInt8]] = []
    froms.reserveCapacity(frames.count)
    for index in frames.indices {
      let likeness = Self.likeness(Self.smoothed(frames, at: index))
      let best = sums.indices.max { sums[$0] < sums[$1] } ?? 0
      let changed = sums[best] - Self.changeCost
      froms.append(sums.indices.map { UInt8(sums[$0] >= changed ? $0 : best) })
      for chord in sums.indices { sums[chord] = max(sums[chord], changed) + likeness[chord] }
      // Only differences matter, and sums of hours must not lose them.
      let top = sums.max() ?? 0
      for chord in sums.indices { sums[chord] -= top }
    }
    var chords = [Int](repeating: 0, count: frames.count)
    var chord = sums.indices.max { sums[$0] < sums[$1] } ?? 0
    for index in frames.indices.reversed() {
      chords[index] = chord
      chord = Int(froms[index][chord])
    }
    self.chords = chords
  }

  /// The mean of a frame and its neighbours.
  private static func smoothed(_ frames: [[Float]], at index: Int) -> [Float] {
    guard index > 0, index + 1 < frames.count else { return frames[index] }
    return (0..<12).map { (frames[index - 1][$0] + frames[index][$0] + frames[index + 1][$0]) / 3 }
  }

  /// The cosine with each chord, weighted.
  private static func likeness(_ notes: [Float]) -> [Float] {
    let power = notes.reduce(0) { $0 + $1 * $1 }
    guard power > 0 else { return [Float](repeating: 0, count: 24) }
    let scale = likenessWeight / (3 * power).squareRoot()
    return (0..<24).map { chord in
      let third = chord < 12 ? 4 : 3
      return scale * (notes[chord % 12] + notes[(chord + third) % 12] + notes[(chord + 7) % 12])
    }
  }
}
