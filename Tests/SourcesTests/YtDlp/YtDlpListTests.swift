import Models
import Testing

@testable import Sources

@Suite(.timeLimit(.minutes(1))) struct YtDlpListTests {
  private let kestrel = ListingSubject.sound(SourceKey(.tiktok, "7"))

  @Test func `a creator's newest posts are asked for`() async throws {
    let program = try FakeYtDlp(output: FakeYtDlp.list([1, 2].map { FakeYtDlp.entry($0) }))
    let source = program.source { $0.postLimit = 40 }

    let scrape = try #require(try await source.profile(Handle("kestrel")))

    #expect(
      scrape.author == Author(key: SourceKey(.tiktok, "42"), handle: try Handle("kestrel"), name: "Kes"))
    #expect(scrape.videos.map(\.key.id) == ["1", "2"])
    #expect(scrape.rejections.isEmpty)
    #expect(program.addresses == ["https://www.tiktok.com/@kestrel"])
    #expect(program.words.contains("--flat-playlist") && program.words.contains("1:40"))
    #expect(source.meter.take() == SourceActivity(requests: 1, records: 2))
  }

  @Test func `a list is without a gap when it is whole and goes from new to old`() async throws {
    func entry(_ id: Int, _ time: Int) -> String {
      FakeYtDlp.entry(id).split(separator: "1727096344").joined(separator: "\(time)")
    }
    let whole = try FakeYtDlp(output: FakeYtDlp.list([entry(1, 1_727_000_300), entry(2, 1_727_000_200)]))
    let pinned = try FakeYtDlp(output: FakeYtDlp.list([entry(1, 1_727_000_100), entry(2, 1_727_000_200)]))
    let broken = try FakeYtDlp(
      output: FakeYtDlp.list([entry(1, 1_727_000_300)]), errors: "ERROR: page 2 is missing", then: "exit 1")

    var lists: [Bool?] = []
    for program in [whole, pinned, broken] {
      lists.append(try await program.source().profile(Handle("kestrel"))?.isGapless)
    }

    #expect(lists == [true, false, false])
  }

  @Test func `a creator without posts has none`() async throws {
    let program = try FakeYtDlp(output: FakeYtDlp.list([]))
    defer { withExtendedLifetime(program) {} }
    let source = program.source()

    let scrape = try await source.profile(Handle("kestrel"))

    #expect(scrape == Scrape(author: Author(handle: try Handle("kestrel"))))
  }

  @Test func `others' posts are left out, and a new name is the creator's`() async throws {
    let mixed = try FakeYtDlp(
      output: FakeYtDlp.list([
        FakeYtDlp.entry(1), FakeYtDlp.entry(2, by: "other"), FakeYtDlp.entry(3, by: nil),
      ]))
    let renamed = try FakeYtDlp(
      output: FakeYtDlp.list([FakeYtDlp.entry(1, by: "falcon"), FakeYtDlp.entry(2, by: "falcon")]))

    let first = try #require(try await mixed.source().profile(Handle("kestrel")))
    let second = try #require(try await renamed.source().profile(Handle("kestrel")))

    #expect(first.videos.map(\.key.id) == ["1", "3"])
    #expect(first.rejections.map(\.rule) == [Rule.ytDlpOwner.id])
    #expect(second.author.handle.name == "falcon")
    #expect(second.videos.count == 2)
  }

  @Test func `pages follow each other until one is not full`() async throws {
    let program = try FakeYtDlp(
      then: """
        case "$*" in
          *1:3*) cat <<'X'
        \(FakeYtDlp.list([1, 2, 3].map { FakeYtDlp.entry($0) }))
        X
          ;;
          *4:6*) echo '\(FakeYtDlp.list([FakeYtDlp.entry(4)]))';;
        esac
        """)
    let source = program.source()

    let first = try #require(try await source.listing(of: .hashtag("fyp"), after: nil))
    let second = try #require(try await source.listing(of: .hashtag("fyp"), after: first.next))

    #expect(first.posts.map(\.video.key.id) == ["1", "2", "3"])
    #expect(first.authors.map(\.handle.name) == ["kestrel"])
    #expect(second.posts.map(\.video.key.id) == ["4"])
    #expect(second.next == nil)
  }

  @Test func `the same page again ends the list`() async throws {
    let program = try FakeYtDlp(output: FakeYtDlp.list([1, 2, 3].map { FakeYtDlp.entry($0) }))
    defer { withExtendedLifetime(program) {} }
    let source = program.source()

    let first = try #require(try await source.listing(of: .hashtag("fyp"), after: nil))
    let second = try #require(try await source.listing(of: .hashtag("fyp"), after: first.next))

    #expect(first.next != nil)
    #expect(second == ListingPage())
  }

  @Test func `an empty page ends the list`() async throws {
    let program = try FakeYtDlp(output: FakeYtDlp.list([]))
    defer { withExtendedLifetime(program) {} }
    let source = program.source()

    #expect(try await source.listing(of: .profile(Handle("kestrel")), after: nil) == ListingPage())
  }

  @Test(arguments: [
    "", "x", "0 a", "-1 a", "1", "99999999 a", "1 a b", "1 " + String(repeating: "a", count: 65),
  ])
  func `a mark that it did not give is refused`(text: String) async throws {
    let program = try FakeYtDlp(output: FakeYtDlp.list([]))
    let source = program.source()

    let error = await #expect(throws: SourceError.self) {
      try await source.listing(of: .hashtag("fyp"), after: PageMark(text))
    }

    #expect(error?.code == .refused)
    #expect(program.addresses.isEmpty)
  }

  @Test func `posts of a sound have that sound`() async throws {
    let named = FakeYtDlp.entry(1).replacing(
      "\"view_count\"", with: #""track":"Song","artists":["A","B"],"view_count""#)
    let program = try FakeYtDlp(output: FakeYtDlp.list([named, FakeYtDlp.entry(2, by: nil)]))

    let page = try #require(try await program.source().listing(of: kestrel, after: nil))

    #expect(program.addresses == ["https://www.tiktok.com/music/sound-7"])
    #expect(page.posts.map(\.video.sound?.key) == [SourceKey(.tiktok, "7")])
    #expect(page.posts.first?.video.sound?.artist == "A, B")
    #expect(page.rejections.map(\.rule) == [Rule.ytDlpUploader.id])
  }

  @Test func `what it cannot list it does not try`() async throws {
    let program = try FakeYtDlp()
    let source = program.source()

    for subject in [
      ListingSubject.search("x"), .sound(SourceKey(.spotify, "7")), .sound(SourceKey(.tiktok, "a-1")),
    ] {
      let error = await #expect(throws: SourceError.self) {
        try await source.listing(of: subject, after: nil)
      }
      #expect(error?.code == .unsupported)
    }
    #expect(program.lines("words").isEmpty)
  }
}
