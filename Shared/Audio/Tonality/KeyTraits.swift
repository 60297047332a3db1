/// What there is to say for and against each key: twelve major ones, C first, then twelve minor ones.
public struct KeyTraits: Sendable, Equatable {
  /// Which way each trait may count: 1 for a key, -1 against it, 0 either way. What music of some styles has by chance is
  /// held off by it.
  public static let signs = [1, 1, 1, 1, 1, 1, 1, -1, 1, 1, 1, 1, -1, 1, 1, 0]
  /// Seconds at the start that the chord of the tonic is looked for in.
  private static let opening = 2.0
  private static let profiles: [KeyProfile] = [.shaath, .scale, .krumhansl, .temperley, .bellman]

  /// The traits of each of the 24 keys.
  public let values: [[Double]]

  public init(_ pitches: PitchFrames) {
    self.init(RootedNotes(pitches, tuning: Chroma(pitches).tuningCents / 100), rate: pitches.rate)
  }

  init(_ roots: RootedNotes, rate: Double) {
    let chords = ChordPath(roots.frames).chords
    let top = max(roots.values.max() ?? 0, 1e-9)
    let sounds = Sounds(
      correlations: Self.profiles.map { $0.correlations(roots.values) }, notes: roots.values.map { $0 / top },
      shares: Self.shares(chords[...]), opening: Self.shares(chords.prefix(Int(Self.opening * rate))),
      moves: Self.moves(chords))
    values = (0..<24).map { sounds.traits(of: $0) }
  }

  private static func shares(_ chords: ArraySlice<Int>) -> [Double] {
    var shares = [Double](repeating: 0, count: 24)
    for chord in chords { shares[chord] += 1 / Double(chords.count) }
    return shares
  }

  /// Of all changes of the chord, the share that goes from one to another.
  private static func moves(_ chords: [Int]) -> [[Double]] {
    var moves = [[Double]](repeating: [Double](repeating: 0, count: 24), count: 24)
    let changes = zip(chords, chords.dropFirst()).filter { $0 != $1 }
    for (from, to) in changes { moves[from][to] += 1 / Double(changes.count) }
    return moves
  }
}

extension KeyTraits {
  /// What is known before a key is thought of.
  fileprivate struct Sounds {
    let correlations: [[Double]]
    /// The greatest is 1.
    let notes: [Double]
    /// How long each chord sounds.
    let shares: [Double]
    let opening: [Double]
    let moves: [[Double]]

    func traits(of key: Int) -> [Double] {
      correlations.map { $0[key] } + harmony(of: key) + scale(of: key)
    }

    /// The tonic's chords in both modes, chords of other keys, moves from and to the dominant, and how it starts.
    private func harmony(of key: Int) -> [Double] {
      let tonic = key % 12, other = (key + 12) % 24
      let dominant = (tonic + 7) % 12
      return [
        shares[key], shares[other], strangers(to: key), moves[dominant][key], moves[key][dominant],
        opening[key], opening[other],
      ]
    }

    /// The tones that tell a key from its neighbours.
    private func scale(of key: Int) -> [Double] {
      let isMinor = key >= 12
      func note(_ semitones: Int) -> Double { notes[(key + semitones) % 12] }
      let third = note(isMinor ? 3 : 4) - note(isMinor ? 4 : 3)
      return [note(10), third, note(0), isMinor ? 1 : 0]
    }

    /// The share of chords that are not of the scale. A minor key has the major dominant too.
    private func strangers(to key: Int) -> Double {
      let own = key < 12 ? [0, 5, 7, 14, 16, 21] : [3, 7, 8, 10, 12, 17, 19]
      return 1 - own.reduce(0) { $0 + shares[($1 % 12 + key) % 12 + $1 / 12 * 12] }
    }
  }
}
