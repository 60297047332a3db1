/// One track of a list that was made for a creator.
public struct Recommendation: Sendable, Equatable, Codable {
  public var rank: Int
  public var track: Track.ID
  /// The sum of the reasons' contributions.
  public var score: Double
  /// From the one that counts most for the track to the one that counts most against it.
  public var reasons: [Reason]
  /// Which seconds of it to use; nil as long as nobody has heard it, or where nothing in it stands out.
  public var hook: TrackHook?

  public init(rank: Int, track: Track.ID, score: Double, reasons: [Reason], hook: TrackHook? = nil) {
    self.rank = rank
    self.track = track
    self.score = score
    self.reasons = reasons
    self.hook = hook
  }
}

/// What speaks for a track, or against it: its contribution to the score, in a form that can be put into any language.
public struct Reason: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case genre, mood, tempo, energy, popularity
    /// Creators who use what this one has used use it, too.
    case together
    /// It goes with what this one has used, by use and by sound.
    case kindred
    /// Its use grows, or shrinks.
    case rising
    /// Any other number of the track.
    case trait
    /// What every candidate starts from: a part of the sum, and no reason.
    case base
  }

  public var kind: Kind
  public var contribution: Double
  /// The words and numbers that the sentence is made of, such as `genre` and `share`.
  public var facts: [String: Fact]

  public enum Fact: Sendable, Equatable {
    case text(String)
    case number(Double)
  }

  public init(_ kind: Kind, contribution: Double, facts: [String: Fact] = [:]) {
    self.kind = kind
    self.contribution = contribution
    self.facts = facts
  }
}

extension Reason.Fact: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }
}
