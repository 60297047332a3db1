import Models

/// Addresses of TikTok as yt-dlp knows them. They are put together here and never passed on as they came: what it does not
/// know as TikTok's it would fetch from anywhere.
enum YtDlpAddress {
  static func profile(_ handle: Handle) -> String { "https://www.tiktok.com/@\(handle.name)" }

  /// Nil for what it cannot list.
  static func listing(of subject: ListingSubject) -> String? {
    switch subject {
    case .profile(let handle): profile(handle)
    case .hashtag(let tag): hashtag(tag)
    case .sound(let key): sound(key)
    case .search: nil
    }
  }

  private static func hashtag(_ tag: String) -> String? {
    let name = tag.drop { $0 == "#" || $0 == "＃" }
    guard !name.isEmpty, name.utf8.count <= 200, name != ".", name != ".." else { return nil }
    return "https://www.tiktok.com/tag/\(encoded(name))"
  }

  private static func sound(_ key: SourceKey) -> String? {
    guard key.platform == .tiktok, isNumber(key.id) else { return nil }
    // The name before the number is for people.
    return "https://www.tiktok.com/music/sound-\(key.id)"
  }

  /// Of one post, from any address of it: `/photo/` is not known and leads to the same as `/video/`. Nil for others.
  static func post(_ text: String) -> String? {
    guard let (host, path) = parts(of: text) else { return nil }
    let words = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    if ["vm.tiktok.com", "vt.tiktok.com"].contains(host) {
      guard words.count == 1, isWord(words[0]) else { return nil }
      return "https://\(host)/\(words[0])"
    }
    guard host == "tiktok.com" || host == "www.tiktok.com" || host == "m.tiktok.com" else { return nil }
    if words.count == 2, words[0] == "t", isWord(words[1]) { return "https://www.tiktok.com/t/\(words[1])" }
    guard words.count == 3, ["video", "photo"].contains(words[1]), isNumber(words[2]) else { return nil }
    guard words[0] != "share" else { return "https://www.tiktok.com/@/video/\(words[2])" }
    guard words[0].hasPrefix("@") else { return nil }
    let name = (try? Handle(words[0]))?.name ?? ""
    return "https://www.tiktok.com/@\(name)/video/\(words[2])"
  }

  /// What a short link led to that is not known: photos.
  static func photos(inErrors text: String) -> String? {
    for words in ["Unsupported URL: ", "found for URL "] {
      guard let place = text.firstRange(of: words) else { continue }
      let address = text[place.upperBound...].prefix { !$0.isWhitespace }
      if address.contains("/photo/") { return post(String(address)) }
    }
    return nil
  }

  private static func parts(of text: String) -> (host: String, path: Substring)? {
    guard text.utf8.count <= 2_000 else { return nil }
    for scheme in ["https://", "http://"] where text.lowercased().hasPrefix(scheme) {
      let rest = text.dropFirst(scheme.count).prefix { $0 != "?" && $0 != "#" }
      guard let slash = rest.firstIndex(of: "/") else { return nil }
      return (rest[..<slash].lowercased(), rest[slash...])
    }
    return nil
  }

  private static func isNumber(_ text: String) -> Bool {
    (1...25).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static func isWord(_ text: String) -> Bool {
    (1...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0 | 0x20) }
  }

  private static func encoded(_ text: Substring) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { result, byte in
      let isPlain =
        (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == 0x5f || byte == 0x2d
      result += isPlain ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
  }
}
