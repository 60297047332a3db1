/// A row of a file of licences as it is written; what is missing or empty is nil.
struct RightsRow: Sendable, Equatable {
  var track: String?
  var title: String?
  var artist: String?
  var territories: [String] = []
  var uses: [String] = []
  var permission: String?
  var from: String?
  var until: String?
  var source: String?

  /// What the columns are called.
  static let columns = [
    "track", "title", "artist", "territory", "use", "permission", "from", "until", "source",
  ]

  init() {}

  /// Nil where a field is no text.
  init?(_ reader: CSVReader, _ columns: CSVColumns) {
    var isText = true
    func field(_ name: String) -> String? {
      guard let place = columns[name], place < reader.fieldCount else { return nil }
      guard let text = reader.text(place) else {
        isText = false
        return nil
      }
      return Self.said(text)
    }
    track = field("track")
    title = field("title")
    artist = field("artist")
    territories = Self.list(field("territory"))
    uses = Self.list(field("use"))
    permission = field("permission")
    from = field("from")
    until = field("until")
    source = field("source")
    if !isText { return nil }
  }

  static func said(_ text: String?) -> String? {
    guard let text else { return nil }
    let trimmed = CSVColumns.trimmed(text)
    return trimmed.isEmpty ? nil : trimmed
  }

  /// Words with anything usual between them.
  static func list(_ text: String?) -> [String] {
    guard let text else { return [] }
    return text.split { $0.isWhitespace || [",", ";", "|", "/", "+"].contains($0) }.map(String.init)
  }
}
