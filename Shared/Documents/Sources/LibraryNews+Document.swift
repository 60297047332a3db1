import FoundationEssentials
public import Models

extension JSONValue {
  /// What is known of a file of a library.
  public static func libraryFile(_ record: LibraryRecord) -> JSONValue { .object(members(record)) }

  /// The same with what its sound is like, where it was listened to.
  public static func libraryNews(_ news: LibraryNews) -> JSONValue {
    let prints = [news.fingerprint].compactMap(\.self) + news.others
    return .object(members(news.record) + [("fingerprints", .array(prints.map(fingerprint)))])
  }

  private static func members(_ record: LibraryRecord) -> [(String, JSONValue)] {
    let signature = record.signature
    let (state, track, rejection): (String, Track?, Rejection?) =
      switch record.state {
      case .taken(let track): ("taken", track, nil)
      case .rejected(let rejection): ("rejected", nil, rejection)
      case .gone(let track): ("gone", track, nil)
      }
    return [
      ("path", .string(record.path)), ("device", .string("\(signature.device)")),
      ("node", .string("\(signature.node)")), ("size", .string("\(signature.size)")),
      ("writtenAt", .string("\(signature.writtenAt)")), ("changedAt", .string("\(signature.changedAt)")),
      ("state", .string(state)), ("heard", .bool(record.isHeard)), ("track", track.map(self.track) ?? .null),
      ("rule", JSONValue(rejection?.rule)), ("reason", JSONValue(rejection?.reason)),
    ]
  }

  private static func track(_ track: Track) -> JSONValue {
    [
      "key": .string("\(track.key)"), "title": .string(track.title), "artist": JSONValue(track.artist),
      "album": JSONValue(track.album), "duration": JSONValue(track.duration),
      "links": .strings(track.links.map { "\($0)" }),
    ]
  }

  /// The items one after the other, each in four bytes of which the lowest comes first.
  private static func fingerprint(_ print: Fingerprint) -> JSONValue {
    var bytes = Data(capacity: print.items.count * 4)
    for item in print.items { for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: item >> shift)) } }
    return [
      "items": .string(bytes.base64EncodedString()), "itemDuration": .double(print.itemDuration),
      "speed": .double(print.speed),
    ]
  }
}

extension LibraryRecord: DocumentReadable {
  private static let pathLimit = 4_096

  public init(_ part: DocumentPart) throws(DocumentError) {
    let path = try part.value("path", "path within a folder") { Self.isInner($0) ? $0 : nil }
    let track: Track? = try part.maybeRead("track")
    let state: State
    switch (try part.text("state"), track) {
    case ("gone", _): state = .gone(track)
    case ("taken", let track?): state = .taken(track)
    case ("rejected", nil):
      state = .rejected(
        Rejection(
          place: path, offset: 0, reason: try part.plain("reason", limit: 1_000),
          rule: try part.plain("rule", limit: 200)))
    default: throw try part.member("state").fault("does not go with the track")
    }
    self.init(path: path, signature: try Signature(part), state: state, isHeard: try part.flag("heard"))
  }

  /// Files are opened by their paths: none leads out of its folder.
  private static func isInner(_ path: String) -> Bool {
    1...pathLimit ~= path.utf8.count && !path.utf8.contains(0)
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !["", ".", ".."].contains($0) }
  }
}

extension LibraryRecord.Signature: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    func number(_ name: String) throws(DocumentError) -> Int64 {
      try part.value(name, "whole number") { Int64($0) }
    }
    self.init(
      device: try number("device"), node: try number("node"), size: try number("size"),
      writtenAt: try number("writtenAt"), changedAt: try number("changedAt"))
  }
}

extension Track: DocumentReadable {
  /// As a file of a library tells of it: it is known by the bytes of that.
  public init(_ part: DocumentPart) throws(DocumentError) {
    let key = try part.value("key", "key of a file") { SourceKey($0).flatMap { $0.platform == .library ? $0 : nil } }
    var links: [SourceKey] = []
    for link in try part.member("links").elements().prefix(10) {
      links.append(try link.value("code of a recording") { SourceKey($0).flatMap { $0.platform == .isrc ? $0 : nil } })
    }
    let duration = try part.maybeNumber("duration")
    if let duration, !(0...1e7).contains(duration) { throw try part.member("duration").fault("is out of bounds") }
    self.init(
      key: key, title: try part.plain("title", limit: 1_000), artist: try part.maybePlain("artist", limit: 1_000),
      album: try part.maybePlain("album", limit: 1_000), duration: duration, links: links)
  }
}

extension LibraryNews: DocumentReadable {
  /// Of one recording, as it is and at other speeds.
  private static let printLimit = 40

  public init(_ part: DocumentPart) throws(DocumentError) {
    let record = try LibraryRecord(part)
    var prints: [Fingerprint] = try part.list("fingerprints")
    guard prints.count <= Self.printLimit, prints.isEmpty || record.track != nil else {
      throw try part.member("fingerprints").fault("are more than a file has")
    }
    let first = prints.isEmpty ? nil : prints.removeFirst()
    self.init(record, fingerprint: first, others: prints)
  }
}

extension Fingerprint: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    let items = try part.value("items", "fingerprint in base64") { Self.items($0) }
    let (duration, speed) = (try part.number("itemDuration"), try part.number("speed"))
    guard 0.001...10 ~= duration, 0.1...10 ~= speed else { throw part.fault("is out of bounds") }
    self.init(items, itemDuration: duration, speed: speed)
  }

  private static func items(_ text: String) -> [UInt32]? {
    guard let bytes = Data(base64Encoded: text), bytes.count % 4 == 0, 1...itemLimit ~= bytes.count / 4 else {
      return nil
    }
    return stride(from: 0, to: bytes.count, by: 4).map { place in
      (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
    }
  }
}

extension DocumentPart {
  /// A text that a table can hold.
  fileprivate func plain(_ name: String, limit: Int) throws(DocumentError) -> String {
    let part = try member(name)
    let text = try part.text()
    guard text.utf8.count <= limit * 4, !text.utf8.contains(0) else { throw part.fault("is too long or no text") }
    return text
  }

  fileprivate func maybePlain(_ name: String, limit: Int) throws(DocumentError) -> String? {
    try optional(name) == nil ? nil : plain(name, limit: limit)
  }
}
