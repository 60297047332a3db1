import Models
import Testing

@testable import Sources

@Suite struct RecentFilesTests {
  private func file(_ path: String, size: Int64 = 10_000, time: Int = 0) -> FileTree.File {
    FileTree.File(path: path, signature: .init(device: 1, node: 1, size: size, written: [time]))
  }

  private let content = ScrapedFile(rejections: [Rejection(place: "x", offset: 0, reason: "x")])

  @Test func `keeps files as long as they are the same`() {
    var recent = RecentFiles()
    recent.keep(content, of: file("a"))

    let same = recent.file(file("a"))
    let changed = recent.file(file("a", time: 1))

    #expect(same == content && changed == nil)
  }

  @Test func `forgets the one that was not used longest`() {
    var recent = RecentFiles(limit: 20_000)
    recent.keep(content, of: file("a"))
    recent.keep(content, of: file("b"))
    _ = recent.file(file("a"))
    recent.keep(content, of: file("c"))

    let kept = ["a", "b", "c"].map { recent.file(file($0)) != nil }

    #expect(kept == [true, false, true])
  }

  @Test func `keeps the last file even when it is larger than all it may keep, and nothing else`() {
    var recent = RecentFiles(limit: 5_000)
    recent.keep(content, of: file("a"))
    recent.keep(content, of: file("b"))

    let kept = ["a", "b"].map { recent.file(file($0)) != nil }

    #expect(kept == [false, true])
  }
}
