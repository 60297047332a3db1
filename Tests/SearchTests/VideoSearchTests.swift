import FoundationEssentials
import Models
import Storage
import TestKit
import Testing

@testable import Search

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct VideoSearchTests {
  typealias Post = SearchStage.Post

  @Test func `a phrase comes before all words, those before some, and those before typing errors`()
    async throws
  {
    try await withSearch { stage in
      try await stage.add(
        Post(id: 1, caption: "a balroom danse, misspelled"), Post(id: 2, caption: "dance in the ballroom"),
        Post(id: 3, caption: "my ballroom dance"), Post(id: 4, caption: "only a ballroom", daysAgo: 1),
        Post(id: 5, caption: "nothing of it"))

      #expect(try await stage.found("ballroom dance") == [3, 2, 4, 1])
    }
  }

  @Test func `typing errors find what was meant`() async throws {
    try await withSearch { stage in
      try await stage.add(
        Post(id: 1, caption: "Ballroom dance lesson"), Post(id: 2, caption: "ball games"),
        Post(id: 3, caption: "dance", daysAgo: 1))

      let found = try await stage.search.videos(Question("balroom danc"))

      #expect(found.videos.map(\.video.rawValue) == [1, 3])
      #expect(found.corrections == ["balroom": ["ballroom"], "danc": ["dance"]])
    }
  }

  @Test(arguments: [
    ("en", "Learning the shuffle at night", "shufle nihgt"),
    ("es", "Bailando en la habitación", "habitacion bailando"),
    ("pt", "Dança até o chão com coração", "danca coracao"),
    ("fr", "Chorégraphie à l'école", "choregraphie ecole"),
    ("de", "Die größte Straßenparty", "grösste strassenparty"),
    ("sv", "Älskar att dansa på kvällen", "alskar kvallen"),
    ("id", "Joget bareng teman sekolah", "joged teman"), ("ja", "新しいダンスを踊ってみた", "踊ってみた"),
    ("ko", "새로운 댄스를 배웠어요", "댄스"), ("zh", "今天学跳舞很开心", "跳舞"), ("th", "เต้นเพลงใหม่วันนี้", "เพลงใหม่"),
    ("ja", "新しいダンスを踊ってみた", "踊ッてみた"),
  ])
  func `each language is found as people type it`(language: String, caption: String, question: String)
    async throws
  {
    try await withSearch { stage in
      try await stage.add(Post(id: 1, caption: caption), Post(id: 2, caption: "other things, 別の, 다른, อื่น"))

      #expect(try await stage.found(question) == [1])
    }
  }

  @Test func `tags are found whole, in parts and with their sign, and parts by the tag`() async throws {
    try await withSearch { stage in
      try await stage.add(
        Post(id: 1, caption: "look", tags: ["kpopdance"]), Post(id: 2, caption: "kpop dance", daysAgo: 20),
        Post(id: 3, caption: "look", tags: ["myweddingxyz"], daysAgo: 30), Post(id: 4, caption: "jazz"))

      #expect(try await stage.found("kpop dance").sorted() == [1, 2])
      #expect(try await stage.found("kpopdance").sorted() == [1, 2])
      #expect(try await stage.found("#KPOPdance") == [1])
      // Words that no lexicon knows.
      #expect(try await stage.found("my wedding xyz").first == 3)
      #expect(try await stage.found("kpop -#kpopdance") == [2])
    }
  }

  @Test func `authors are found by handle and name, and filter with the sign`() async throws {
    try await withSearch { stage in
      try await stage.add(
        Post(id: 1, caption: "dance"), Post(id: 2, caption: "dance", author: 2),
        Post(id: 3, caption: "sing", author: 2))
      var bob = Restriction()
      let isName = bob.setAuthor("@Bob")

      #expect(isName)
      #expect(try await stage.found("anna backer") == [1])
      #expect(try await stage.found("dance @anna.b") == [1])
      #expect(try await stage.found("dance -@anna.b") == [2])
      #expect(try await stage.found("", bob).sorted() == [2, 3])
      #expect(try await stage.found("sing", bob) == [3])
    }
  }

  @Test func `filters hold by day, language, genre and mood of the newest features`() async throws {
    try await withSearch { stage in
      try await stage.add(
        Post(id: 1, caption: "dance", daysAgo: 5, language: "en"), Post(id: 2, caption: "dance", daysAgo: 50),
        Post(id: 3, caption: "dance", daysAgo: 500))
      for (id, version, genre) in [(1, 1, "jazz"), (1, 2, "k-pop"), (2, 1, "k-pop"), (2, 2, "jazz")] {
        let features = JSON(
          text: #"{"genre":{"value":{"\#(genre)":0.9,"pop":0.1}},"mood":{"value":{"sad":1}},"language":"sv"}"#
        )
        try await stage.database.pool.execute(
          """
          insert into content_features (video_id, version, content_hash, features)
          values (\(Int64(id)), \(Int32(version)), '', \(features))
          """)
      }
      try await TextFilling(stage.database.pool).fillAll()
      func found(_ change: (inout Restriction) -> Void) async throws -> [Int64] {
        var restriction = Restriction()
        change(&restriction)
        return try await stage.found("dance", restriction)
      }

      #expect(try await found { $0.genre = "k-pop" } == [1])
      #expect(try await found { $0.genre = "jazz" } == [2])
      #expect(try await found { $0.mood = "sad" } == [1, 2])
      #expect(try await found { $0.language = "sv" } == [1, 2])
      #expect(try await found { $0.since = SearchStage.now.addingTimeInterval(-86_400 * 60) } == [1, 2])
      #expect(try await found { $0.until = SearchStage.now.addingTimeInterval(-86_400 * 60) } == [3])
    }
  }

  @Test func `what is as relevant is in the order of recency, and of plays on the same day`() async throws {
    try await withSearch { stage in
      try await stage.add(
        Post(id: 1, caption: "dance", daysAgo: 400, plays: 100),
        Post(id: 2, caption: "dance", daysAgo: 3, plays: 100),
        Post(id: 3, caption: "dance", daysAgo: 3, plays: 9_000_000))

      #expect(try await stage.found("dance") == [3, 2, 1])
    }
  }

  @Test func `copies are shown once, as the best of them, with their number`() async throws {
    try await withSearch { stage in
      try await stage.add(
        Post(id: 1, caption: "the dance of the year"), Post(id: 2, caption: "dance of the year", daysAgo: 1),
        Post(id: 3, caption: "unrelated words"),
        Post(id: 4, caption: "another dance of the year", daysAgo: 300))
      try await stage.database.pool.execute(
        "insert into video_copy (video_id, original_id) values (2, 1), (3, 1)")

      let found = try await stage.search.videos(Question("dance of the year")).videos
      let copy = try await stage.search.videos(Question("unrelated words")).videos

      #expect(found.map(\.video.rawValue) == [2, 4] && found.map(\.copies) == [2, 0])
      #expect(copy.map(\.video.rawValue) == [3] && copy.map(\.copies) == [2])
    }
  }

  @Test func `pages follow each other without gaps and repetitions`() async throws {
    try await withSearch { stage in
      try await stage.add(
        (1...25).map {
          Post(id: $0, caption: $0 % 3 == 0 ? "ballroom dance" : "a dance", daysAgo: Double($0 / 5))
        })
      let all = try await stage.found("ballroom dance")
      var pages: [Int64] = []
      var mark: PageMark?
      repeat {
        let page = try await stage.search.videos(Question("ballroom dance"), after: mark, limit: 4)
        pages += page.videos.map(\.video.rawValue)
        mark = page.next.flatMap { PageMark($0.description) }
      } while mark != nil && pages.count < 100

      #expect(
        all.count == 20 && pages.count == 25 && Array(pages.prefix(20)) == all && Set(pages).count == 25)
    }
  }

  @Test func `what changed, was renamed and went is found as it is now`() async throws {
    try await withSearch { stage in
      let (pool, filling) = (stage.database.pool, TextFilling(stage.database.pool))
      try await stage.add(Post(id: 1, caption: "tango", tags: ["vals"]), Post(id: 2, caption: "polka"))

      try await pool.execute("update video set caption = 'salsa' where id = 1")
      try await pool.execute("delete from video_hashtag where video_id = 1")
      try await pool.execute("update author set handle = 'cleo' where id = 1")
      try await pool.execute("delete from video where id = 2")
      #expect(try await stage.found("polka") == [])
      try await filling.fillAll()

      for gone in ["tango", "vals", "@anna.b"] { #expect(try await stage.found(gone) == []) }
      for there in ["salsa", "@cleo"] { #expect(try await stage.found(there) == [1]) }
    }
  }

  @Test func `what changes nothing that is searched makes no work`() async throws {
    try await withSearch { stage in
      try await stage.add(Post(id: 1, caption: "tango"))

      try await stage.database.pool.execute("update video set plays = plays + 1, seen_at = now()")
      try await stage.database.pool.execute("update author set followers = 5")

      #expect(
        try await stage.database.pool.value("select count(*) from search_pending", as: Int.self) == 0)
    }
  }

  @Test func `rows that were there before are taken in portions, behind what is new`() async throws {
    try await withSearch { stage in
      try await stage.add((1...25).map { Post(id: $0, caption: "old dance") }, isFilled: false)
      try await stage.database.pool.execute("delete from search_pending")
      try await stage.database.pool.execute("insert into search_pending (after_id) values (0)")

      let first = try await TextFilling(stage.database.pool).fill(limit: 10)
      try await stage.add(Post(id: 99, caption: "new dance"), isFilled: false)
      let second = try await TextFilling(stage.database.pool).fill(limit: 10)
      let rest = try await TextFilling(stage.database.pool).fillAll()

      #expect(first.videos == 10 && second.videos == 11 && rest == 6)
      #expect(try await stage.found("dance").count == 20)
    }
  }

  @Test func `what cannot be brought up to date is set aside, and the rest goes on`() async throws {
    try await withSearch { stage in
      let filling = TextFilling(stage.database.pool)
      try await stage.add(
        Post(id: 1, caption: "tango"), Post(id: 2, caption: "tango"), isFilled: false)
      try await stage.database.pool.execute("delete from search_pending")
      try await stage.database.pool.execute("insert into search_pending (after_id) values (0)")

      let aside = try await filling.setAside()
      let rest = try await filling.fillAll()

      #expect(aside == 1 && rest == 1)
      #expect(try await stage.found("tango") == [2])
      #expect(try await filling.setAside() == nil)
    }
  }

  @Test func `a search goes on without corrections where looking for them takes too long`() async throws {
    try await withSearch { stage in
      try await stage.add(Post(id: 1, caption: "tango"))
      try await stage.database.pool.execute(
        """
        create or replace function search_words_like(wanted text, most int) returns table (word text, likeness real)
        language sql as 'select ''tango''::text, 1::real from pg_sleep(30)'
        """)

      let found = try await stage.search.videos(Question("tango"))

      #expect(found.videos.map(\.video.rawValue) == [1] && found.corrections.isEmpty)
    }
  }

  @Test func `one process at a time fills`() async throws {
    try await withSearch { stage in
      try await stage.add(Post(id: 1, caption: "tango"), isFilled: false)
      let filling = TextFilling(stage.database.pool)
      let gate = Gate()
      let holder = Task {
        try await stage.database.pool.transaction { session in
          try session.execute("select pg_advisory_xact_lock(hashtext('hookline.search'))")
          gate.waitUntilOpen()
        }
      }
      let isHeld = await eventually {
        (try? await filling.fill(limit: 0))?.isBusy == true
      }

      let turn = try await filling.fill()
      gate.open()
      try await holder.value

      #expect(isHeld && turn == TextFilling.Turn(isBusy: true))
      #expect(try await filling.fillAll() == 1)
    }
  }

  @Test(arguments: [
    "'; drop table video; --", "') | ('x", "a' & 'b", "\\' :* & !", "x <-> y", "a:*ABCD", "%_%", "$1 $2",
    "a\u{0}b", "|||x&&&",
    "\u{202e}evil\u{202c}", "\"'\"'\"",
  ])
  func `attempts to be more than words are words`(text: String) async throws {
    try await withSearch { stage in
      try await stage.add(Post(id: 1, caption: "harmless"))

      if let question = try? Question(text) { _ = try await stage.search.videos(question) }

      #expect(try await stage.found("harmless") == [1])
    }
  }

  @Test func `only what is not wanted is no question, but with a filter it is one`() async throws {
    try await withSearch { stage in
      try await stage.add(Post(id: 1, caption: "dance"), Post(id: 2, caption: "sing"))
      var anna = Restriction()
      let isName = anna.setAuthor("anna.b")

      await #expect(throws: SearchError.self) { try await stage.found("-dance") }
      await #expect(throws: SearchError.self) { try await stage.found("") }
      #expect(isName)
      #expect(try await stage.found("-dance", anna) == [2])
    }
  }

  @Test func `a caption of any bytes and length is taken in`() async throws {
    try await withSearch { stage in
      let seed: UInt64 = 5
      var generator = SeededGenerator(seed: seed)
      let wild = (0..<40).map { id -> Post in
        var text = String.UnicodeScalarView()
        for _ in 0..<2_000 {
          let value = UInt32.random(in: 1...0x3_0000, using: &generator)
          text.append(Unicode.Scalar(value) ?? "'")
        }
        return Post(id: Int64(id) + 1, caption: String(text), tags: ["a'b\\c\(id)"], stickers: [String(text)])
      }
      let endless = Post(
        id: 100, caption: String(repeating: "wordsofmanyletters\u{301} 字", count: 60_000) + "'")

      try await stage.add(wild + [endless])

      #expect(
        try await stage.database.pool.value("select count(*) from video_text", as: Int.self) == 41,
        "seed \(seed)")
    }
  }
}
