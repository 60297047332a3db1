/// Where an entity comes from. One entity can have keys on several platforms.
public enum Platform: String, Sendable, Codable, CaseIterable {
  case tiktok, spotify
  case appleMusic = "apple-music"
  /// A folder of audio files.
  case library
  /// Not a place but a register: the code of a recording, in capitals without hyphens.
  case isrc
}

/// What a platform calls an entity. Its ids are text: most are numbers beyond 2^53.
public struct SourceKey: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public var platform: Platform
  public var id: String

  public init(_ platform: Platform, _ id: String) {
    self.platform = platform
    self.id = id
  }

  /// Reads its description; nil for what is none.
  public init?(_ text: some StringProtocol) {
    guard let colon = text.firstIndex(of: ":"), let platform = Platform(rawValue: String(text[..<colon]))
    else {
      return nil
    }
    let id = text[text.index(after: colon)...]
    guard !id.isEmpty else { return nil }
    self.init(platform, String(id))
  }

  public var description: String { "\(platform.rawValue):\(id)" }

  public static func < (left: Self, right: Self) -> Bool {
    (left.platform.rawValue, left.id) < (right.platform.rawValue, right.id)
  }
}
