import FoundationEssentials
import Glibc
import Models
import Testing

@testable import Sources

@Suite struct ScrapeFolderTests {
  private func item(_ id: Int, of author: String = "kestrel", likes: Int = 1, sound: Int = 7) -> String {
    #"{"id":"\#(id)","createTime":1727096344,"author":{"uniqueId":"\#(author)"},"stats":{"diggCount":\#(likes)},"music":{"id":"\#(sound)","title":"t"}}"#
  }

  private func profile(_ name: String, _ more: String = "") -> String {
    #"{"userInfo":{"user":{"uniqueId":"\#(name)"\#(more)}},"itemList":["#
  }

  private func scrape(_ folder: Folder, _ handle: String = "kestrel") async throws -> Scrape? {
    try await ScrapeFolder(folder.path).profile(Handle(handle))
  }

  @Test func `merges what all files say of a creator, the last file by name counting most`() async throws {
    let folder = try Folder([
      "a.json": profile("Kestrel", #","nickname":"A","signature":"bio","region":"GR""#) + item(1, likes: 1)
        + "]}",
      "b/c/d/e/deep.jsonl": [item(2, likes: 5), item(1, of: "KESTREL", likes: 2, sound: 8)].joined(
        separator: "\n"),
      "c.ndjson": profile("kestrel", #","nickname":"C""#) + item(3, of: "other") + "," + item(4) + "]}",
      "b/c/d/e/f/too-deep.json": item(9), "notes.txt": item(9), ".hidden.json": item(9),
    ])

    let scrape = try #require(try await scrape(folder))

    #expect(scrape.author.name == "C" && scrape.author.bio == "bio" && scrape.author.region == "GR")
    #expect(scrape.videos.map(\.key.id) == ["1", "2", "4"])
    #expect(scrape.videos.map(\.counts.likes) == [2, 5, 1])
    #expect(scrape.videos.map { $0.sound?.key.id } == ["8", "7", "7"])
    #expect(scrape.rejections.isEmpty)
  }

  @Test func `a scrape was so when the newest of its files was written`() async throws {
    let folder = try Folder([
      "a.json": item(1), "profiles/kestrel.json": profile("kestrel") + item(2) + "]}",
      "z.json": item(3, of: "other"),
    ])
    for (name, time) in [
      ("a.json", 1_780_000_000), ("profiles/kestrel.json", 1_790_000_000), ("z.json", 1_795_000_000),
    ] {
      let moment = timespec(tv_sec: time, tv_nsec: 250_000_000)
      #expect(utimensat(AT_FDCWD, folder.path + "/" + name, [moment, moment], 0) == 0)
    }
    let source = ScrapeFolder(folder.path)

    let kestrel = try await source.profile(Handle("kestrel"))
    let again = try await source.profile(Handle("kestrel"))
    let other = try await source.profile(Handle("other"))

    #expect(kestrel?.takenAt == Date(timeIntervalSince1970: 1_790_000_000.25))
    #expect(again == kestrel)
    #expect(other?.takenAt == Date(timeIntervalSince1970: 1_795_000_000.25))
  }

  @Test func `does not know creators of whom no file speaks`() async throws {
    let folder = try Folder(["a.json": item(1)])

    #expect(try await scrape(folder, "nobody") == nil)
  }

  @Test func `opens profiles by name and leaves the others alone`() async throws {
    let folder = try Folder([
      "profiles/kestrel.json": profile("kestrel") + item(1) + "]}", "profiles/other.json": "{{{",
      "profiles/kestrel/2.json": #"[{"id":"2","createTime":1727096344}]"#,
      "profiles/kestrel/more/3.jsonl": item(3) + "\n" + item(4, of: "other"), "a.json": item(1, likes: 9),
    ])

    let scrape = try #require(try await scrape(folder))

    // a.json, profiles/kestrel.json, profiles/kestrel/2.json, …
    #expect(scrape.videos.map(\.key.id) == ["1", "2", "3"])
    #expect(scrape.videos[0].counts.likes == 1)
    #expect(scrape.rejections.isEmpty)
  }

  @Test(arguments: [
    ("{\"a\":", "byte 0: the file ends within it, at byte 5"), ("", "byte 0: there is nothing in it"),
    ("[5]", "byte 1: it is neither an object nor a list"),
    (#"{"uniqueId":"other"}"#, "byte 0: there is nothing of @kestrel in it, only of others"),
  ])
  func `says what is wrong with a profile of which nothing can be read`(text: String, reason: String)
    async throws
  {
    let folder = try Folder(["profiles/kestrel.json": text])

    let error = await #expect(throws: SourceError.self) { try await scrape(folder) }

    #expect(error?.code == .unreadable && error?.isRetriable == false)
    #expect(error?.description == "profiles/kestrel.json cannot be read: \(reason)")
  }

  @Test(arguments: [
    ("[]", []), ("[\(#"{"uniqueId":"kestrel"}"#),5]", ["it is neither an object nor a list"]),
  ])
  func `knows creators whose profile is empty, or broken only in part`(text: String, reasons: [String])
    async throws
  {
    let folder = try Folder(["profiles/kestrel.json": text])

    let scrape = try #require(try await scrape(folder))

    #expect(scrape.author == Author(handle: try Handle("kestrel")) && scrape.videos.isEmpty)
    #expect(scrape.rejections.map(\.reason) == reasons)
  }

  @Test func `reports only what is wrong in the files of the creator, and at most a thousand`() async throws {
    let broken = String(repeating: "{\"a\":1},", count: 700)
    let folder = try Folder([
      "a.json": "[\(broken)\(item(1))]", "b.json": "[\(broken)\(item(2))]",
      "c.json": "[\(broken)\(item(3, of: "other"))]",
    ])

    let rejections = try #require(try await scrape(folder)).rejections

    #expect(rejections.count == 1_000)
    #expect(Set(rejections.map(\.place)) == ["a.json", "b.json"])
    #expect(
      rejections.first?.description == "a.json, byte 1: it is no post, creator or sound of a known shape")
  }

  @Test func `sees files that change, come and go`() async throws {
    let folder = try Folder(["a.json": item(1, likes: 1)])
    let source = ScrapeFolder(folder.path)
    let kestrel = try Handle("kestrel")
    func likes() async throws -> [Int64?]? { try await source.profile(kestrel)?.videos.map(\.counts.likes) }
    #expect(try await likes() == [1])

    try folder.write(item(1, likes: 2), to: "a.json")
    #expect(try await likes() == [2])

    try folder.write(item(2, likes: 3), to: "new/b.json")
    #expect(try await likes() == [2, 3])

    try folder.write(item(2, of: "other"), to: "new/b.json")
    #expect(try await likes() == [2])

    folder.remove("a.json")
    #expect(try await likes() == nil)
    #expect(try await source.handles().map(\.name) == ["other"])
  }

  @Test func `reads a single file`() async throws {
    let folder = try Folder(["a.json": item(1), "b.json": item(2)])
    let source = ScrapeFolder(folder.path + "/a.json")

    #expect(try await source.profile(Handle("kestrel"))?.videos.map(\.key.id) == ["1"])
    #expect(try await source.handles().map(\.name) == ["kestrel"])
  }

  @Test func `says which folder is missing, and that it may come`() async throws {
    let source = ScrapeFolder("/nowhere/scrapes")

    let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }

    #expect(error?.isRetriable == true)
    #expect(error?.description == "the scrapes at /nowhere/scrapes cannot be read: No such file or directory")
    await #expect(throws: SourceError.self) { try await source.tracks() }
    await #expect(throws: SourceError.self) { try await source.handles() }
  }

  @Test func `says that a device is no folder, and never will be`() async throws {
    let error = await #expect(throws: SourceError.self) { try await ScrapeFolder("/dev/null").handles() }

    #expect(error?.code == .misconfigured && error?.isRetriable == false)
  }

  @Test func `lists everyone it knows`() async throws {
    let folder = try Folder([
      "a.json": item(1, of: "Zed") + "\n" + profile("amy") + "]}", "profiles/bo.json": "",
      "profiles/cat/x.json": "",
      "profiles/Not A Handle.json": "", "profiles/dan.jsonl": "",
    ])

    #expect(try await ScrapeFolder(folder.path).handles().map(\.name) == ["amy", "bo", "cat", "dan", "zed"])
  }

  @Test func `lists sounds, each as the last file has it`() async throws {
    func list(_ id: Int, _ uses: Int) -> String {
      #"{"musicList":[{"music":{"id":"\#(id)","title":"t"},"stats":{"videoCount":\#(uses)}},{"music":{}}]}"#
    }
    let folder = try Folder([
      "a.json": list(1, 10), "b.json": list(2, 20) + "\n" + list(1, 30), "c.json": item(1),
    ])

    let (tracks, rejections) = try await ScrapeFolder(folder.path).tracks()

    #expect(tracks.map(\.key.id) == ["1", "2"] && tracks.map(\.uses) == [30, 20])
    #expect(rejections.map(\.place) == ["a.json", "b.json", "b.json"])
  }

  @Test func `follows links to files within the folder only`() async throws {
    let outside = try Folder(["secret.json": item(66), "deep/secret.json": item(67)])
    let folder = try Folder(["a/real.json": item(1), "profiles/x.json": ""])
    try folder.link("escape.json", to: outside.path + "/secret.json")
    try folder.link("folder", to: outside.path + "/deep")
    try folder.link("loop", to: ".")
    try folder.link("inside.json", to: "a/real.json")
    try folder.link("dangling.json", to: "nowhere.json")
    try folder.link("profiles/kestrel.json", to: outside.path + "/secret.json")
    try folder.link("profiles/bo", to: outside.path + "/deep")
    let source = ScrapeFolder(folder.path)

    let scrape = try #require(try await source.profile(Handle("kestrel")))
    let rejections = try await source.tracks().rejections

    #expect(scrape.videos.map(\.key.id) == ["1"])
    #expect(
      scrape.rejections.map(\.description) == [
        "profiles/kestrel.json, byte 0: it is a link that leads out of the folder"
      ])
    let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("bo")) }
    #expect(
      error?.description
        == "profiles/bo/secret.json cannot be read: byte 0: it is a link that leads out of the folder")
    #expect(
      rejections.map(\.description) == [
        "dangling.json, byte 0: it cannot be read: No such file or directory",
        "escape.json, byte 0: it is a link that leads out of the folder",
      ])
  }

  @Test func `rejects files that are huge or no files, and reads the others`() async throws {
    let folder = try Folder(["a.json": item(1)])
    try folder.extend("huge.json", to: ScrapeReader.byteLimit + 1)
    try folder.extend("profiles/kestrel.json", to: ScrapeReader.byteLimit + 1)
    try folder.makePipe("pipe.json")
    let source = ScrapeFolder(folder.path)

    let scrape = try #require(try await source.profile(Handle("kestrel")))

    #expect(scrape.videos.map(\.key.id) == ["1"])
    #expect(scrape.rejections.map(\.reason) == ["the file is larger than 256 MiB"])
    #expect(
      try await source.tracks().rejections.map(\.description) == [
        "huge.json, byte 0: the file is larger than 256 MiB", "pipe.json, byte 0: it is no file",
      ])
  }

  @Test(.enabled(if: getuid() != 0, "root reads everything"))
  func `rejects files that it may not read`() async throws {
    let folder = try Folder(["a.json": item(1)])
    chmod(folder.path + "/a.json", 0)

    let rejections = try await ScrapeFolder(folder.path).tracks().rejections

    #expect(rejections.map(\.reason) == ["it cannot be read: Permission denied"])
  }
}
