/// The most usable stretch of a piece, for a video to use.
public struct Hook: Sendable, Equatable, Codable {
  /// Why it is this one.
  public struct Reason: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, CaseIterable, Codable {
      /// Its part comes `count` times.
      case repeats
      /// No other part is louder and fuller.
      case loudest
      /// It begins where a part begins.
      case startsPart
      /// It begins with a bar.
      case startsOnDownbeat
      /// All of the sound, which is no longer than what was asked for.
      case wholeSound
    }

    public let kind: Kind
    public let count: Int?

    public init(_ kind: Kind, count: Int? = nil) {
      self.kind = kind
      self.count = count
    }
  }

  /// Seconds.
  public let start: Double
  public let end: Double
  /// Never empty, what weighs most first.
  public let reasons: [Reason]

  public init(start: Double, end: Double, reasons: [Reason]) {
    self.start = start
    self.end = end
    self.reasons = reasons
  }

  /// The reasons in English: "repeats 3 times, the loudest part, starts on a downbeat".
  public var sentence: String { reasons.map(\.words).joined(separator: ", ") }
}

extension Hook.Reason {
  fileprivate var words: String {
    switch kind {
    case .repeats: count == 2 ? "comes twice" : "repeats \(count ?? 0) times"
    case .loudest: "the loudest part"
    case .startsPart: "starts with a part"
    case .startsOnDownbeat: "starts on a downbeat"
    case .wholeSound: "the whole sound, which is no longer than asked for"
    }
  }
}
