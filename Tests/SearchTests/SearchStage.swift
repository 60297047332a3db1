import FoundationEssentials
import Models
import Storage
import TestKit

@testable import Search

/// Videos that say something, in a database of a test's own.
struct SearchStage: Sendable {
  struct Post: Sendable {
    var id: Int64
    var caption: String
    var tags: [String] = []
    var stickers: [String] = []
    var author: Int64 = 1
    var daysAgo: Double = 10
    var plays: Int64 = 100
    var language: String?
  }

  static let now = Date(timeIntervalSince1970: 1_750_000_000)

  let database: TestDatabase
  var search: VideoSearch { VideoSearch(database.pool) }

  func add(_ posts: Post..., isFilled: Bool = true) async throws { try await add(posts, isFilled: isFilled) }

  func add(_ posts: [Post], isFilled: Bool = true) async throws {
    for post in posts {
      try await database.pool.execute(
        """
        insert into video (id, author_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash, plays,
          stickers, language)
        values (\(post.id), \(post.author), 'film', \(post.caption),
          \(Self.now.addingTimeInterval(-86_400 * post.daysAgo)), false, false, '', \(post.plays), \(post.stickers),
          \(post.language as String?))
        """)
      for (place, tag) in post.tags.enumerated() {
        try await database.pool.execute(
          """
          with h as (insert into hashtag (name) values (lower(\(tag))) on conflict (name) do update
                     set name = excluded.name returning id)
          insert into video_hashtag (video_id, hashtag_id, place, written) select \(post.id), id, \(place), \(tag) from h
          """)
      }
    }
    if isFilled { try await TextFilling(database.pool).fillAll() }
  }

  /// The numbers of what is found.
  func found(_ question: String, _ restriction: Restriction = Restriction()) async throws -> [Int64] {
    try await search.videos(Question(question), restriction).videos.map(\.video.rawValue)
  }
}

func withSearch(_ body: (SearchStage) async throws -> Void) async throws {
  try await withDatabase(migrated: true) { database in
    try await database.add(author: 1, "anna.b", name: "Änna Bäcker")
    try await database.add(author: 2, "bob")
    try await TextFilling(database.pool).fillAll()
    try await body(SearchStage(database: database))
  }
}
