/// How the bass moves: whether it walks, goes to the fifth and back, or stays.
struct BassTraits {
  static let names = [
    "bass presence", "bass stays a beat", "bass back after two", "bass back after four", "bass steps",
    "bass fifths", "bass octaves", "bass moves",
  ]
  /// As MIDI counts: what is above is no bass.
  private static let highest: Float = 52

  let values: [Double]

  init(_ pitches: PitchFrames, _ beats: [Double]) {
    let frames = pitches.levels.indices.map { Self.lowest(pitches, $0) }
    let known = frames.count { $0 != nil }
    let moves = zip(frames, frames.dropFirst(2)).compactMap { one, two in
      one.flatMap { one in two.map { abs($0 - one) > 0.6 ? 1.0 : 0 } }
    }
    let notes: [Float?] = zip(beats, beats.dropFirst()).map { beat, next in
      // A frame is about its middle, and the note after has begun at its end.
      let place = Int(((beat + 0.5 * (next - beat)) * pitches.rate - 2).rounded())
      return frames.indices.contains(place) ? frames[place] : nil
    }
    func steps(_ lag: Int) -> [Float] {
      zip(notes, notes.dropFirst(lag)).compactMap { one, two in
        one.flatMap { one in two.map { abs($0 - one) } }
      }
    }
    let next = steps(1)
    func share(_ steps: [Float], _ isSuch: (Float) -> Bool) -> Double {
      Double(steps.count(where: isSuch)) / Double(max(1, steps.count))
    }
    values = [
      Double(known) / Double(max(1, frames.count)), share(next) { $0 < 0.6 },
      share(steps(2)) { $0 < 0.6 }, share(steps(4)) { $0 < 0.6 }, share(next) { 0.6...4.4 ~= $0 },
      share(next) { 4.6...5.4 ~= $0 || 6.6...7.4 ~= $0 }, share(next) { 11.4...12.6 ~= $0 }, moves.mean,
    ]
  }

  /// The strongest tone of the bass, where there is a strong one.
  private static func lowest(_ pitches: PitchFrames, _ frame: Int) -> Float? {
    let tones = pitches.tones(of: frame)
    guard let top = tones.map(\.strength).max(),
      let best = tones.prefix(while: { $0.pitch < highest }).max(by: { $0.strength < $1.strength }),
      best.strength > 0.3 * top
    else { return nil }
    return best.pitch
  }
}
