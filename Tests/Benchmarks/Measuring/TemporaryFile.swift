import Crypto
import Glibc

/// Hands a path that nothing lies at to `body` and removes what it has left there.
func withTemporaryFile<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  let path = "\(folder)/hookline-bench-\(Hex.encode(try SecureRandom.bytes(count: 6)))"
  defer { unlink(path) }
  return try await body(path)
}
