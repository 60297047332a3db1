import Models

/// What the shapes have in common: how long texts may be and how ids, handles, links and codes are written.
enum Fields {
  static let captionLimit = 10_000
  static let bioLimit = 2_000
  static let nameLimit = 500
  static let stickerLimit = 100
  static let imageLimit = 100

  /// What has an id, and the rules of it.
  enum Subject {
    case post, sound

    var rules: (required: Rule, form: Rule) {
      switch self {
      case .post: (.postID, .postIDForm)
      case .sound: (.soundID, .soundIDForm)
      }
    }
  }

  static func id(_ value: Value, _ path: String, of subject: Subject) throws(Flaw) -> String {
    if let id = value.id { return id }
    guard value.exists else { throw Flaw("\(path): it is missing", breaking: subject.rules.required) }
    throw Flaw("\(path): it is not an id", breaking: subject.rules.form)
  }

  static func caption(_ value: Value) -> String {
    value.kind == .string ? value.verbatim(atMost: captionLimit) ?? "" : ""
  }

  static func handle(_ value: Value) -> Handle? {
    guard value.kind == .string, let text = value.text(atMost: 100) else { return nil }
    return try? Handle(text)
  }

  /// Why it is no handle.
  static func handleFlaw(_ value: Value, _ path: String) -> Flaw {
    guard value.kind == .string, let text = value.text(atMost: 100) else {
      return Flaw("\(path): there is no handle", breaking: .creatorHandle)
    }
    do throws(HandleError) {
      _ = try Handle(text)
      return Flaw("\(path): there is no handle", breaking: .creatorHandle)
    } catch {
      return Flaw("\(path): \(error)", breaking: .creatorHandleForm)
    }
  }

  /// The app has no flag, or one that is always false: it says as what someone was verified.
  static func isVerified(_ user: Value) -> Bool? {
    let reasons = [user["custom_verify"], user["enterprise_verify_reason"]]
    if reasons.contains(where: { $0.text(atMost: 100) != nil }) { return true }
    return user["verified"].flag ?? (reasons.contains { $0.exists } ? false : nil)
  }

  /// ISO 3166, capitals.
  static func region(_ value: Value) -> String? {
    guard let code = value.text(atMost: 3)?.uppercased(), code.utf8.count == 2,
      code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else { return nil }
    return code
  }

  /// Such as `en` and `zh-Hans`; `un` is what the platform writes for unknown.
  static func language(_ value: Value) -> String? {
    guard value.kind == .string, let code = value.text(atMost: 17), (2...16).contains(code.utf8.count),
      code.utf8.first != UInt8(ascii: "-"), code.utf8.allSatisfy(isInCode)
    else { return nil }
    return code.lowercased() == "un" ? nil : code
  }

  private static func isInCode(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")) || byte == UInt8(ascii: "-")
      || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
  }

  /// What other platforms call a sound. The platform's number does not always hold what it should.
  static func links(_ songs: Value) -> [SourceKey] {
    var links: [SourceKey] = []
    for song in songs.elements(atMost: 20) {
      guard let id = song["song_id"].id, let platform = song["platform"].counter,
        let link = link(platform: platform, id: id), !links.contains(link)
      else { continue }
      links.append(link)
    }
    return links
  }

  private static func link(platform: Int64, id: String) -> SourceKey? {
    switch platform {
    case 1 where id.utf8.count <= 20 && isNumber(id): SourceKey(.appleMusic, id)
    case 3 where id.utf8.count == 22 && id.utf8.allSatisfy({ isInCode($0) && $0 != UInt8(ascii: "-") }):
      SourceKey(.spotify, id)
    default: nil
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  /// Where a post is looked at; nil when it is not known whose it is.
  static func address(of video: Video, by handle: Handle?) -> String? {
    guard let handle, isNumber(video.key.id) else { return nil }
    let kind = video.kind == .photos ? "photo" : "video"
    return "https://www.tiktok.com/@\(handle.name)/\(kind)/\(video.key.id)"
  }

  static func texts(_ values: [Value]) -> [String] {
    Array(values.lazy.compactMap { $0.text(atMost: nameLimit) }.prefix(stickerLimit))
  }
}
