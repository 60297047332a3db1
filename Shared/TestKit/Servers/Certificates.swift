import Crypto
import Lifecycle

/// A folder of authorities and certificates of their own making, gone with the test.
public struct Certificates: Sendable {
  public let folder: String

  public func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Makes an authority: `NAME.pem` and `NAME.key`.
  public func makeAuthority(_ name: String) async throws {
    try await openssl(
      ["req", "-x509"] + Self.newKey + ["-keyout", path("\(name).key"), "-out", path("\(name).pem")]
        + ["-subj", "/CN=\(name)", "-days", "2", "-addext", "basicConstraints=critical,CA:TRUE"])
  }

  /// Makes `NAME.pem` and `NAME.key`, signed by an authority, for hosts as in `DNS:localhost,IP:127.0.0.1`.
  public func make(
    _ name: String, signedBy authority: String, hosts: String = "DNS:client.example", days: Int = 2
  ) async throws {
    try await openssl(
      ["req"] + Self.newKey + ["-keyout", path("\(name).key"), "-out", path("\(name).csr")]
        + ["-subj", "/CN=\(name)", "-addext", "subjectAltName=\(hosts)"])
    try await openssl(
      ["x509", "-req", "-in", path("\(name).csr"), "-CA", path("\(authority).pem")]
        + ["-CAkey", path("\(authority).key"), "-copy_extensions", "copy", "-days", "\(days)"]
        + ["-out", path("\(name).pem")])
  }

  public func openssl(_ arguments: [String]) async throws {
    let result = try await ChildProcess("openssl", arguments).run()
    guard result.isSuccess else {
      throw ChildProcessError(program: "openssl \(arguments[0])", reason: result.errorText)
    }
  }

  private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
}

/// Makes a folder for certificates, hands it to the test and removes it, however the test ends.
public func withCertificates<Result: Sendable>(
  _ body: (Certificates) async throws -> Result
) async throws -> Result {
  let home = ChildProcess.ownEnvironment["TMPDIR"] ?? "/tmp"
  let folder = home + "/hookline-certificates-" + Hex.encode(try SecureRandom.bytes(count: 6))
  let result: Swift.Result<Result, any Error>
  do {
    _ = try await ChildProcess("mkdir", ["-m", "700", folder]).run()
    result = .success(try await body(Certificates(folder: folder)))
  } catch { result = .failure(error) }
  _ = try await Task { try await ChildProcess("rm", ["-rf", folder]).run() }.value
  return try result.get()
}
