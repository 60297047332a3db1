import Models

extension SampleClip {
  private static let scheme = "sample-clip:"
  private static let linkLimit = 200

  /// Whether a link is meant to be one of these; it may still be a wrong one.
  public static func isLink(_ link: String) -> Bool { link.hasPrefix(scheme) }

  /// `sample-clip:7301234567890123456/dance/12/beat/7480/00/song/8/7309876543210987654/hip-hop/dark/92/61`
  public var link: String {
    let pace =
      switch pace {
      case .beat: Self.beat
      case .cuts(let perMinute): String(perMinute)
      }
    let parts = [
      String(seed), style.rawValue, String(seconds), pace,
      "\(look.light)\(look.warmth)\(look.colour)\(look.bars)", "\(edit.crop)\(edit.tint)", sound.linkPart,
    ]
    return Self.scheme + parts.joined(separator: "/")
  }

  /// Nil for what is no link of this kind to the letter, however alike it is.
  public init?(link: String) {
    guard Self.isLink(link), link.utf8.count <= Self.linkLimit else { return nil }
    let parts = link.dropFirst(Self.scheme.count)
      .split(separator: "/", maxSplits: 6, omittingEmptySubsequences: false)
    guard parts.count == 7, let seed = UInt64(parts[0]), let style = Style(rawValue: String(parts[1])),
      let seconds = Int(parts[2]), let pace = Self.pace(parts[3]), let look = ClipLook(linkPart: parts[4]),
      let edit = ClipEdit(linkPart: parts[5]), let sound = Sound(linkPart: parts[6])
    else { return nil }
    self.init(seed: seed, style: style, seconds: seconds, pace: pace, look: look, edit: edit, sound: sound)
    guard self.link == link else { return nil }
  }

  private static let beat = "beat"

  private static func pace(_ part: Substring) -> Pace? {
    part == beat ? .beat : Int(part).map { .cuts(perMinute: $0) }
  }
}

extension SampleClip.Sound {
  private static let plain: [(name: String, sound: Self)] = [
    ("speech", .speech), ("noise", .noise), ("silence", .silence), ("none", .none),
  ]
  private static let song = "song/"

  fileprivate var linkPart: String {
    guard case .song(let song, let start) = self else {
      return Self.plain.first { $0.sound == self }?.name ?? ""
    }
    return "\(Self.song)\(start)/\(song.link.dropFirst(SampleSong.scheme.count))"
  }

  fileprivate init?(linkPart: Substring) {
    if let plain = Self.plain.first(where: { $0.name == linkPart }) {
      self = plain.sound
      return
    }
    guard linkPart.hasPrefix(Self.song) else { return nil }
    let parts = linkPart.dropFirst(Self.song.count)
      .split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let start = Int(parts[0]),
      let song = SampleSong(link: SampleSong.scheme + parts[1])
    else { return nil }
    self = .song(song, from: start)
  }
}

extension ClipLook {
  init?(linkPart: Substring) {
    let digits = linkPart.digits
    guard digits.count == 4 else { return nil }
    self.init(light: digits[0], warmth: digits[1], colour: digits[2], bars: digits[3])
  }
}

extension ClipEdit {
  fileprivate init?(linkPart: Substring) {
    let digits = linkPart.digits
    guard digits.count == 2 else { return nil }
    self.init(crop: digits[0], tint: digits[1])
  }
}

extension Substring {
  /// None where there is anything else.
  fileprivate var digits: [Int] {
    let digits = utf8.map { Int($0) - 48 }
    return digits.allSatisfy((0...9).contains) ? digits : []
  }
}
