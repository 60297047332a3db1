import FoundationEssentials

extension RightsRow {
  /// Of a line of JSON; territory and use may be lists, a track its number. Nil where it is no such object: what is
  /// not understood may be what limits or forbids.
  init?(json: UnsafeBufferPointer<UInt8>) {
    guard Self.hasKnownKeys(json),
      let document = try? JSONDecoder().decode(Document.self, from: Data(buffer: json))
    else { return nil }
    let fields = [
      document.track?.text, document.title, document.artist, document.permission, document.from,
      document.until,
      document.source,
    ]
    let lists = (document.territory?.words ?? []) + (document.use?.words ?? [])
    // The database keeps no zero byte.
    guard (fields.compactMap(\.self) + lists).allSatisfy({ !$0.utf8.contains(0) }) else { return nil }
    track = Self.said(document.track?.text)
    title = Self.said(document.title)
    artist = Self.said(document.artist)
    territories = document.territory?.words ?? []
    uses = document.use?.words ?? []
    permission = Self.said(document.permission)
    from = Self.said(document.from)
    until = Self.said(document.until)
    source = Self.said(document.source)
  }

  /// Each once, in letters of any size. A decoder would take one of two that are the same.
  private static func hasKnownKeys(_ json: UnsafeBufferPointer<UInt8>) -> Bool {
    let bytes = Bytes(Array(json))
    var parser = Parser(Cursor(base: UnsafePointer(bytes.base), end: bytes.capacity, position: 0))
    guard let nodes = try? parser.parse(), let root = nodes.first, root.kind == .object else { return false }
    var keys: Set<String> = []
    var place = 1
    while place < Int(root.next) {
      let name = UnsafeBufferPointer(rebasing: json[Int(nodes[place].start)..<Int(nodes[place].end)])
      let key = String(decoding: name, as: UTF8.self).lowercased()
      guard columns.contains(key), keys.insert(key).inserted else { return false }
      place = Int(nodes[place + 1].next)
    }
    return true
  }

  private struct Document: Decodable {
    var track: Subject?
    var title: String?
    var artist: String?
    var territory: Words?
    var use: Words?
    var permission: String?
    var from: String?
    var until: String?
    var source: String?

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Key.self)
      let keys = Dictionary(members.allKeys.map { ($0.stringValue.lowercased(), $0) }) { $1 }
      func value<Value: Decodable>(_ name: String, _ type: Value.Type = Value.self) throws -> Value? {
        try keys[name].flatMap { try members.decodeIfPresent(type, forKey: $0) }
      }
      track = try value("track")
      title = try value("title")
      artist = try value("artist")
      territory = try value("territory")
      use = try value("use")
      permission = try value("permission")
      from = try value("from")
      until = try value("until")
      source = try value("source")
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct Subject: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let number = try? value.decode(Int64.self) {
        text = "\(number)"
      } else {
        text = try value.decode(String.self)
      }
    }
  }

  private struct Words: Decodable {
    let words: [String]

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let text = try? value.decode(String.self) {
        words = RightsRow.list(text)
      } else {
        words = try value.decode([String].self).flatMap(RightsRow.list)
      }
    }
  }
}
