/// Which track a person or a contract means.
public enum TrackSubject: Sendable, Hashable, CustomStringConvertible {
  case number(Track.ID)
  case key(SourceKey)
  /// Title and artist, as they are written there.
  case named(title: String, artist: String)

  /// A number, or a key such as `spotify:4uLU6hMCjMI75M1A2tKUQC` or `isrc:US-S1Z-99-00001`; throws what is wrong with it.
  public init(_ text: String) throws(TrackSubjectError) {
    guard let colon = text.firstIndex(of: ":") else {
      guard text.utf8.count <= 18, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int64(text),
        number > 0
      else { throw TrackSubjectError("it is neither a number nor a key such as spotify:… or isrc:…") }
      self = .number(Track.ID(number))
      return
    }
    let name = text[..<colon].lowercased()
    guard let platform = Platform(rawValue: name) else {
      let known = Platform.allCases.map(\.rawValue).joined(separator: ", ")
      throw TrackSubjectError("its platform is none of \(known)")
    }
    // As Spotify writes it: spotify:track:…
    var id = text[text.index(after: colon)...]
    if id.hasPrefix("track:") { id = id.dropFirst(6) }
    self = .key(SourceKey(platform, try Self.id(String(id), of: platform)))
  }

  private static func id(_ id: String, of platform: Platform) throws(TrackSubjectError) -> String {
    if platform == .isrc {
      guard let code = ISRC.normalised(id) else { throw TrackSubjectError("its ISRC is no such code") }
      return code
    }
    let isOrdinary = id.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        || byte == 0x2d || byte == 0x5f
    }
    guard (1...64).contains(id.utf8.count), isOrdinary else {
      throw TrackSubjectError("its id is not 1 to 64 letters, digits, - and _")
    }
    return id
  }

  public var description: String {
    switch self {
    case .number(let number): "\(number.rawValue)"
    case .key(let key): "\(key)"
    case .named(let title, let artist): "\"\(title)\" by \(artist)"
    }
  }
}

/// Why a text names no track.
public struct TrackSubjectError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
