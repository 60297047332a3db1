import FoundationEssentials
import Models

/// What a query of videos asks for.
struct ResearchQuery: Encodable, Equatable {
  struct Condition: Encodable, Equatable {
    var operation = "EQ"
    var field: String
    var values: [String]

    enum CodingKeys: String, CodingKey {
      case operation
      case field = "field_name"
      case values = "field_values"
    }
  }

  struct Conditions: Encodable, Equatable {
    var and: [Condition]
  }

  static let pageLength = 100

  var query: Conditions
  var startDate: String
  var endDate: String
  var count = Self.pageLength
  var cursor: Int64?
  var searchID: String?

  enum CodingKeys: String, CodingKey {
    case query, cursor
    case startDate = "start_date"
    case endDate = "end_date"
    case count = "max_count"
    case searchID = "search_id"
  }

  /// For the page that begins at `mark`.
  init(_ condition: Condition, at mark: ResearchMark) {
    query = Conditions(and: [condition])
    startDate = mark.window.start
    endDate = mark.window.end
    cursor = mark.cursor > 0 ? mark.cursor : nil
    searchID = mark.searchID
  }
}

extension ResearchQuery.Condition {
  /// What posts of a subject have in common; nil for what the API cannot be asked.
  init?(_ subject: ListingSubject) {
    switch subject {
    case .profile(let handle): self.init(field: "username", values: [handle.name])
    case .hashtag(let tag): self.init(field: "hashtag_name", values: [tag])
    case .sound(let key):
      guard key.platform == .tiktok, Int64(key.id) != nil else { return nil }
      self.init(field: "music_id", values: [key.id])
    case .search(let words): self.init(field: "keyword", values: [words])
    }
  }
}

extension Encodable {
  /// With its keys in order. What is encoded here are texts and numbers, which cannot fail.
  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map(Array.init) ?? []
  }
}
