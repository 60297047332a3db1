import Glibc
import Testing

@testable import Hookline

/// What is brought to a gateway, and what is no file.
@Suite(.timeLimit(.minutes(1))) struct UploadFileTests {
  @Test func `a pipe and a folder are no files, and nobody waits for them`() async throws {
    try await MediaStage.withFolder { folder in
      try #require(mkfifo(folder + "/pipe", 0o600) == 0)
      for path in [folder + "/pipe", folder, "/dev/zero"] {
        let failure = #expect(throws: CommandFailure.self) { try UploadFile(path, limit: 9) }
        #expect(failure?.description == "\(path): it is no file")
      }
      let nothing = #expect(throws: CommandFailure.self) { try UploadFile("/dev/null", limit: 9) }
      #expect(nothing?.description == "/dev/null is empty")
    }
  }

  @Test func `a file that the system makes up has its bytes, and none is too large`() throws {
    let version = try UploadFile("/proc/version", limit: 1 << 20)

    #expect(version.byteCount > 0 && version.firstByte == UInt8(ascii: "L"))
    #expect(throws: CommandFailure.self) { try UploadFile("/proc/version", limit: 3) }
  }

  @Test func `an empty line is a byte`() {
    var bytes = [UInt8](repeating: 0, count: 4)
    let count = bytes.withUnsafeMutableBytes { EmptyLine().read(at: 0, into: $0) }
    let rest = bytes.withUnsafeMutableBytes { EmptyLine().read(at: 1, into: $0) }

    #expect(count == 1 && bytes == [0x0A, 0, 0, 0] && rest == 0)
  }

  @Test func `a title is cut by scalars, as a gateway counts them`() {
    let family = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}"

    #expect(Remote.title("ml-latest") == "ml-latest")
    #expect(Remote.title(String(repeating: family, count: 100)).unicodeScalars.count == 200)
  }
}
