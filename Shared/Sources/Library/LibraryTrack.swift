import MediaWire
import Models

/// A track as its file tells of it.
enum LibraryTrack {
  /// By the tags, and by the name of the file where they say nothing.
  static func track(_ key: SourceKey, _ info: MediaInfo?, path: String) -> Track {
    let name = named(path)
    let isrc = (info?[tag: "isrc"] ?? info?[tag: "tsrc"]).flatMap(ISRC.normalised)
    let duration = info?.duration.flatMap { Rules.Library.duration.admits($0) ? $0 : nil }
    let title = text(info?[tag: "title"], Rules.Library.title)
    let artist =
      text(info?[tag: "artist"], Rules.Library.artist)
      ?? text(info?[tag: "album_artist"], Rules.Library.artist)
    return Track(
      key: key, title: title ?? name.title, artist: artist ?? (title == nil ? name.artist : nil),
      album: text(info?[tag: "album"], Rules.Library.album), duration: duration,
      links: isrc.map { [SourceKey(.isrc, $0)] } ?? [])
  }

  /// `Artist - Title.ext`, with a number in front or not.
  static func named(_ path: String) -> (artist: String?, title: String) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    var parts = pieces(stem)
    if parts.count > 1, isNumber(parts[0]) { parts.removeFirst() }
    guard parts.count > 1 else {
      return (nil, text(parts.first, Rules.Library.title) ?? "untitled")
    }
    let title = text(parts[1...].joined(separator: " - "), Rules.Library.title)
    return (text(parts[0], Rules.Library.artist), title ?? "untitled")
  }

  /// What stands between dashes with blanks around them.
  private static func pieces(_ stem: String) -> [String] {
    var pieces: [[Substring]] = [[]]
    for word in stem.split(whereSeparator: { $0 == " " || $0 == "_" }) {
      if word == "-" || word == "–" { pieces.append([]) } else { pieces[pieces.count - 1].append(word) }
    }
    return pieces.map { $0.joined(separator: " ") }.filter { !$0.isEmpty }
  }

  private static func isNumber(_ text: String) -> Bool {
    text.utf8.count <= 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2e }
  }

  /// On one line, without what steers terminals, and no longer than the rule has it; nil when nothing is left.
  static func text(_ text: String?, _ rule: Rule) -> String? {
    guard let text, let limit = rule.lengthLimit else { return nil }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit * 8) {
      scalars.append(scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) ? " " : scalar)
    }
    let words = String(scalars).split { $0.isWhitespace }.joined(separator: " ").prefix(limit)
    return words.isEmpty ? nil : String(words)
  }
}
