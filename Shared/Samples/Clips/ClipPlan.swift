/// The shots of a film: the truth that an analysis of its pictures should find.
public struct ClipPlan: Sendable, Equatable {
  /// How one shot passes into the next.
  public struct Transition: Sendable, Equatable {
    public enum Kind: String, Sendable { case cut, dissolve }

    public let kind: Kind
    /// The first in which the next shot is seen.
    public let frame: Int
    /// In how many both are seen; none of a cut.
    public let frameCount: Int
  }

  /// Frames a second.
  public static let frameRate = 12
  /// No shot is shorter: half a second, so that it can be seen.
  static let shortest = frameRate / 2

  public let frameCount: Int
  /// In the order of time.
  public let transitions: [Transition]
  /// Of the beat that all cuts are on, in beats a minute; nil where they are on none.
  public let tempo: Double?

  /// The times of the first frames after hard cuts, in seconds.
  public var cutTimes: [Double] { transitions.filter { $0.kind == .cut }.map { Self.time(of: $0.frame) } }

  public static func time(of frame: Int) -> Double { Double(frame) / Double(frameRate) }
}

extension SampleClip {
  /// For whoever wants to know what is to be seen in it.
  public var plan: ClipPlan { ClipPlan(self) }
}

extension ClipPlan {
  init(_ clip: SampleClip) {
    frameCount = clip.seconds * Self.frameRate
    var draws = Draws(clip.seed, .clipCuts)
    switch (clip.pace, clip.sound) {
    case (.beat, .song(let song, let start)):
      let beat = Self.unit(of: song.tempo)
      tempo = 60 / beat
      transitions = Self.onBeats(beat, first: -Double(start), frameCount, &draws)
    case (.cuts(let perMinute), _):
      tempo = nil
      let mayDissolve = clip.style == .slides || clip.style == .scenery
      transitions = Self.byChance(perMinute, mayDissolve, frameCount, &draws)
    // Refused where clips are made.
    case (.beat, _): (transitions, tempo) = ([], nil)
    }
  }

  /// Seconds from one beat to the next: of the song, or of the double or half as fast that people may count as well.
  private static func unit(of tempo: Int) -> Double {
    var unit = 60 / Double(tempo)
    while unit >= 0.6 { unit /= 2 }
    while unit < 0.3 { unit *= 2 }
    return unit
  }

  /// Some beats apart; as many each time would tell nothing of the beat within them.
  private static func onBeats(
    _ beat: Double, first: Double, _ frameCount: Int, _ draws: inout Draws
  ) -> [Transition] {
    let least = (Double(shortest) / Double(frameRate) / beat).rounded(.up)
    var transitions: [Transition] = []
    var place = ((Double(shortest) / Double(frameRate) - first) / beat).rounded(.up)
    while true {
      let frame = Int(((first + place * beat) * Double(frameRate)).rounded())
      guard frame <= frameCount - shortest else { return transitions }
      transitions.append(Transition(kind: .cut, frame: frame, frameCount: 0))
      place += least + Double(draws.pick([0, 0, 0, 1, 1, 2]))
    }
  }

  private static func byChance(
    _ perMinute: Int, _ mayDissolve: Bool, _ frameCount: Int, _ draws: inout Draws
  ) -> [Transition] {
    guard perMinute > 0 else { return [] }
    var transitions: [Transition] = []
    var end = 0
    let mean = 60 * frameRate * 100 / perMinute
    while true {
      let frame = end + max(shortest, mean * draws.number(50...150) / 10_000)
      let length = mayDissolve && draws.chance(35) ? draws.number(6...9) : 0
      guard frame + length <= frameCount - shortest else { return transitions }
      transitions.append(
        Transition(kind: length == 0 ? .cut : .dissolve, frame: frame, frameCount: length))
      end = frame + length
    }
  }
}
