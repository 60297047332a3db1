import FoundationEssentials
import Glibc
import TestKit
import Testing

@testable import Hookline

@Suite(.timeLimit(.minutes(1))) struct FileListTests {
  @Test func `a folder stands for its files, and what is hidden, a link or a pipe is skipped`() async throws {
    try await MediaStage.withFolder { folder in
      for name in ["b", "a", ".hidden"] { try Data().write(to: URL(filePath: "\(folder)/\(name)")) }
      try #require(mkdir(folder + "/c", 0o700) == 0 && mkfifo(folder + "/pipe", 0o600) == 0)
      try #require(symlink("a", folder + "/link") == 0)
      try Data().write(to: URL(filePath: folder + "/c/d"))

      let entries = try FileList([folder, "nowhere"]).entries

      #expect(entries == ["\(folder)/a", "\(folder)/b", "\(folder)/c/d", "nowhere"].map { .init(path: $0) })
    }
  }

  @Test func `names that are not UTF-8 are told of, and the rest goes on`() async throws {
    try await MediaStage.withFolder { folder in
      for name in ["x\u{FF}.wav", "y\u{FF}"].map({ $0.unicodeScalars.map { UInt8($0.value) } }) {
        var path = Array(folder.utf8) + [UInt8(ascii: "/")] + name + [0]
        let isMade = path.withUnsafeMutableBytes { bytes in
          bytes.withMemoryRebound(to: CChar.self) { text in
            guard let start = text.baseAddress else { return false }
            return name.count > 2 ? creat(start, 0o600) >= 0 : mkdir(start, 0o700) == 0
          }
        }
        try #require(isMade)
      }
      try MediaStage.write(MediaStage.song(1, seconds: 1), to: folder + "/z.wav")

      let all = await MediaStage.run(["info", folder])
      let named = await MediaStage.run(["info", folder + "/x\u{FFFD}.wav"])

      let words = "its name is not UTF-8; rename it"
      #expect(all.status == .failed && all.output.contains("/z.wav\n"))
      #expect(all.errors.split(separator: "\n").map { $0.hasSuffix(words) } == [true, true, false])
      #expect(named.status == .failed && named.errors.contains("or its name is not UTF-8"))
    }
  }

  @Test func `a folder without files is a failure, and the rest goes on`() async throws {
    try await MediaStage.withFolder { folder in
      for path in ["/empty", "/empty/.hidden", "/empty/inner"] {
        try #require(mkdir(folder + path, 0o700) == 0)
      }
      try MediaStage.write(MediaStage.song(1, seconds: 1), to: folder + "/a.wav")

      let outcome = await MediaStage.run(["info", folder + "/empty", folder + "/a.wav"])

      #expect(outcome.status == .failed && outcome.output.contains("/a.wav\n"))
      #expect(outcome.errors == "hookline: \(folder)/empty: there are no files in it\n1 of 2 files failed\n")
    }
  }

  @Test func `a pipe is refused without waiting for it`() async throws {
    try await MediaStage.withFolder { folder in
      try #require(mkfifo(folder + "/pipe", 0o600) == 0)

      let outcome = await MediaStage.run(["info", folder + "/pipe"])

      #expect(outcome.errors.hasSuffix("this is no file but a folder, a device or a pipe\n"))
    }
  }
}
