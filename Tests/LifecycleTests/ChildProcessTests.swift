import Glibc
import Synchronization
import TestKit
import Testing

@testable import Lifecycle

@Suite(.timeLimit(.minutes(1))) struct ChildProcessTests {
  @Test func `arguments, environment, input, both outputs and the status arrive as they are`() async throws {
    let script = #"printf '%s|' "$@"; printf "$GREETING" >&2; cat; exit 7"#
    let child = ChildProcess(
      "sh", ["-c", script, "sh", "a b", "$(id)", "'\""],
      environment: ["GREETING": "hé", "PATH": "/usr/bin:/bin"],
      input: Array("from stdin".utf8))

    let result = try await child.run()

    #expect(result.status == .exited(7) && !result.isSuccess)
    #expect(result.text == "a b|$(id)|'\"|from stdin")
    #expect(result.errorText == "hé")
  }

  @Test func `megabytes pass both ways without a jam`() async throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let input = (0..<3_000_000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }

    let result = try await ChildProcess("cat", input: input).run()

    #expect(result.output == input, "seed \(seed)")
  }

  @Test func `a program that does not exist is named`() async throws {
    let error = try await #require(throws: ChildProcessError.self) {
      try await ChildProcess("no-such-program").run()
    }

    #expect("\(error)" == "no-such-program: cannot be started: No such file or directory")
  }

  @Test func `one that does not end in time is killed with all that it started`() async throws {
    let (lines, source) = AsyncStream.makeStream(of: String.self)
    var child = ChildProcess(
      "sh", ["-c", "sleep 1000 & echo $! >&2; sleep 1000"], timeout: .seconds(3))
    child.onErrorOutput = { _, errors in source.yield(String(decoding: errors, as: UTF8.self)) }

    await #expect(throws: ChildProcessError.self) { try await child.run() }
    source.finish()

    var iterator = lines.makeAsyncIterator()
    let grandchild = try #require(await iterator.next()?.split(separator: "\n").first)
    // Empty for one that is gone and for one that nobody has collected yet.
    let isGone = try await eventually {
      try await ChildProcess("sh", ["-c", "cat /proc/\(grandchild)/cmdline 2>&-; true"]).run().output.isEmpty
    }
    #expect(isGone)
  }

  @Test func `one lives on when the thread that asked for it has ended`() async throws {
    let children = Children()
    var thread = pthread_t()
    let itself = Unmanaged.passUnretained(children).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Children>.fromOpaque(pointer).takeUnretainedValue().start()
        return nil
      }, itself)
    try #require(code == 0)
    pthread_join(thread, nil)
    let started = children.child.withLock { $0 }
    let child = try #require(started)

    let result = try child.wait()

    #expect(result.isSuccess && result.text == "ok")
  }

  @Test(arguments: [
    ("/no/such/program", "No such file or directory"), ("/etc", "Permission denied"),
    ("/etc/passwd/x", "No such file or directory"), ("", "No such file or directory"),
  ])
  func `why one cannot be started is told`(program: String, reason: String) async throws {
    let error = try await #require(throws: ChildProcessError.self) { try await ChildProcess(program).run() }

    #expect(error.kind == .start && error.reason == "cannot be started: \(reason)")
  }

  @Test func `a file without a first line that says how is not given to a shell`() async throws {
    var template = Array("/tmp/hookline-test-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { unlink(path) }
    #expect(write(file, "echo shell\n", 11) == 11)
    fchmod(file, 0o700)
    close(file)

    let error = try await #require(throws: ChildProcessError.self) { try await ChildProcess(path).run() }

    #expect(error.reason == "cannot be started: Exec format error")
  }

  @Test func `one that says too much is killed`() async throws {
    let child = ChildProcess("yes", outputLimit: 1_000_000)

    let error = try await #require(throws: ChildProcessError.self) { try await child.run() }

    #expect(error.reason == "said more than 1000000 bytes")
  }

  @Test func `cancelling kills it`() async throws {
    let running = Task { try await ChildProcess("sleep", ["1000"]).run() }
    running.cancel()

    await #expect(throws: CancellationError.self) { try await running.value }
  }

  @Test func `one that dies of a signal is told from one that exits`() async throws {
    let result = try await ChildProcess("sh", ["-c", "kill -SEGV $$"]).run()

    #expect(result.status == .killed(signal: SIGSEGV))
  }

  @Test(arguments: [SIGTERM, SIGALRM, SIGINT]) func `one hears every signal, wherever it was started`(
    number: Int32
  ) async throws {
    let child = ChildProcess("sh", ["-c", "kill -\(number) $$; echo deaf"])

    let result = try await Task.detached { try await child.run() }.value

    #expect(result.status == .killed(signal: number))
  }

  @Test func `one that does not read its input does not end this process`() async throws {
    let result = try await ChildProcess("true", input: [UInt8](repeating: 0, count: 1 << 20)).run()

    #expect(result.isSuccess)
  }

  @Test func `nothing that this process has open reaches the child`() async throws {
    let leak = open("/dev/null", O_RDONLY)
    defer { close(leak) }
    let result = try await ChildProcess("sh", ["-c", "ls /proc/self/fd"]).run()

    // 3 is the folder that ls itself reads.
    #expect(Set(result.text.split(separator: "\n")).isSubset(of: ["0", "1", "2", "3"]))
    #expect(leak > 2)
  }
}

/// Starts a child on whatever thread calls it.
private final class Children: Sendable {
  let child = Mutex<RunningChild?>(nil)

  func start() {
    let started = try? RunningChild(ChildProcess("sh", ["-c", "sleep 0.2; cat"], input: Array("ok".utf8)))
    child.withLock { $0 = started }
  }
}
