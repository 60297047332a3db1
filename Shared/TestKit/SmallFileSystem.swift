import Lifecycle

/// Hands `body` a folder that holds four megabytes and no more, and takes it away again. Only root can have one. The
/// options are those of the mount, besides its size.
public func withSmallFileSystem(
  _ options: String = "mode=0700", _ body: (String) async throws -> Void
) async throws {
  let path = try await run("mktemp", "-d", "/var/tmp/hookline-small.XXXXXX")
  _ = try await run("mount", "-t", "tmpfs", "-o", "size=4m,\(options)", "tmpfs", path)
  let result: Result<Void, any Error>
  do { result = .success(try await body(path)) } catch { result = .failure(error) }
  // In tasks of their own: a test that was cancelled must not leave it behind.
  _ = try await Task { try await run("umount", "-l", path) }.value
  _ = try await Task { try await run("rmdir", path) }.value
  try result.get()
}

private func run(_ program: String, _ arguments: String...) async throws -> String {
  let result = try await ChildProcess(program, arguments, timeout: .seconds(10)).run()
  guard result.isSuccess else { throw ChildProcessError(program: program, reason: result.errorText) }
  return String(result.text.split(separator: "\n").first ?? "")
}
