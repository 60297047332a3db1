import Compression
import Lifecycle
import Testing

/// Against the program that everybody has.
@Suite struct GzipProgramTests {
  private static let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: ($0 &* $0) >> 7 & 0x3f) }

  private func gzip(_ arguments: [String], _ input: [UInt8]) async throws -> [UInt8] {
    let result = try await ChildProcess("gzip", arguments, input: input).run()
    #expect(result.isSuccess, "\(result.errorText)")
    return result.output
  }

  @Test(arguments: [1, 6, 9]) func `gzip unpacks what is packed here`(level: Int) async throws {
    let packed = Gzip.packed(Self.bytes, level: level)

    #expect(try await gzip(["-dc"], packed) == Self.bytes)
  }

  @Test(arguments: ["-1", "-9"]) func `what gzip packs is unpacked here`(level: String) async throws {
    let packed = try await gzip(["-c", level], Self.bytes)

    #expect(try Gzip.unpacked(packed) == Self.bytes)
  }

  @Test func `what gzip says behind a name and a comment is unpacked, too`() async throws {
    let packed = try await gzip(["-c", "-N"], Self.bytes) + gzip(["-c"], [1, 2, 3])

    #expect(try Gzip.unpacked(packed) == Self.bytes + [1, 2, 3])
  }
}
