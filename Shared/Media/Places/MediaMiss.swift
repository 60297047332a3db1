/// Why the media of a track or a video were not had.
public struct MediaMiss: Error, Equatable {
  /// A word to group by.
  public let code: String
  /// For people.
  public let words: String
  /// How long after the first failure another try is worth it; nil for as long as the media stay what they are.
  public var pause: Duration?
  /// How long it is at most, while there is hope.
  private var longest = Duration.seconds(86_400)

  public init(_ code: String, _ words: String, pause: Duration? = nil) {
    self.code = code
    self.words = words
    self.pause = pause
  }

  /// Of what was tried.
  public init(_ error: MediaError) {
    self.init(Self.word(error.code), "\(error)".prefixed(500), pause: error.isRetriable ? Self.pause : nil)
  }

  /// Of what nobody tried to have: somebody may set up a place for it.
  public static func untried(hasMedia: Bool, because reason: String) -> MediaMiss {
    guard hasMedia else { return MediaMiss("no-media", "no file and no link of it is known") }
    var miss = MediaMiss("off", reason, pause: .seconds(6 * 3600))
    // There may be millions of them, and it is found out without looking at any.
    miss.longest = .seconds(7 * 86_400)
    return miss
  }

  /// Of what was tried again and again and came to no end, so that nobody knows what is wrong with it.
  public static func endless(_ reason: String) -> MediaMiss {
    var miss = MediaMiss("attempts", reason, pause: .seconds(7 * 86_400))
    miss.longest = .seconds(7 * 86_400)
    return miss
  }

  private static let pause = Duration.seconds(3600)
  /// After so many tries of the same media it is seldom worth another, but never given up: a folder comes back.
  private static let manyTries = 30

  /// What may pass is tried after one hour, four, sixteen, then each day, and in the end each week.
  public func pause(afterTries tries: Int) -> Duration? {
    guard let pause else { return nil }
    let longest = tries < Self.manyTries ? longest : .seconds(7 * 86_400)
    let grown = pause * (0..<min(max(0, tries - 1), 6)).reduce(1) { factor, _ in factor * 4 }
    return tries < Self.manyTries ? min(grown, longest) : longest
  }

  private static func word(_ code: MediaError.Code) -> String {
    switch code {
    case .refusedAddress: "refused"
    case .gone: "gone"
    case .unavailable: "unavailable"
    case .tooLarge: "too-large"
    case .notMedia: "not-media"
    case .notStored, .storeFailed: "store"
    case .corrupt: "corrupt"
    case .unreadable: "unreadable"
    case .missing: "missing"
    case .limit: "limit"
    case .crashed: "crashed"
    case .noDecoder: "no-decoder"
    case .badOrder: "bad-order"
    }
  }
}

extension String {
  fileprivate func prefixed(_ count: Int) -> String {
    self.count <= count ? self : String(prefix(count)) + "…"
  }
}
