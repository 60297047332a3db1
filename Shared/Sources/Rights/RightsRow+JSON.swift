import FoundationEssentials

extension RightsRow {
  /// Of a line of JSON; territory and use may be lists, a track its number. Nil where it is no such object.
  init?(json: UnsafeBufferPointer<UInt8>) {
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(buffer: json)) else {
      return nil
    }
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
