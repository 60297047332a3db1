import FoundationEssentials
import Glibc
import Lifecycle
import TestKit
import Testing

@testable import Hookline

@Suite(.timeLimit(.minutes(1))) struct BinaryTests {
  @Test(arguments: [
    (["--help"], 0), (["help", "migrate"], 0), (["--version"], 0), ([], 2), (["nonsense"], 2),
    (["migrate"], 1),
    (["doctor"], 1), (["migrate", "--timeout"], 2),
  ])
  func `the exit code tells done from failed from misused, and only results go to standard output`(
    arguments: [String], code: Int
  ) async throws {
    let result = try await Binary.run(arguments)

    #expect(result.status == .exited(Int32(code)))
    let isResult = code == 0 || arguments == ["doctor"]
    #expect(result.output.isEmpty == !isResult)
    #expect(result.errors.isEmpty == isResult)
  }

  @Test(arguments: [
    "postgresql://me:hunter2@127.0.0.1:1/x", "postgresql://me:hunter2@nobody.invalid/x",
    "postgresql:///x?host=/nowhere&password=hunter2", "mysql://me:hunter2@127.0.0.1/x",
    "postgresql://me:hun%zzter2@127.0.0.1/x", "postgresql://me:hunter2@127.0.0.1:1/x?sslmode=maybe",
    "postgresql://me:hunter2@127.0.0.1:1/x?nonsense=1",
  ])
  func `a database that cannot be reached is one line that holds no password`(url: String) async throws {
    let result = try await Binary.run(["migrate"], environment: ["HOOKLINE_OWNER_DATABASE_URL": url])

    #expect(result.status == .exited(1))
    #expect(result.text == "")
    #expect(result.errorText.hasPrefix("hookline: "))
    #expect(result.errorText.split(separator: "\n").count == 1)
    #expect(!result.errorText.contains("hunter2") && !result.errorText.contains("ter2"))
  }

  @Test func `servers that never answer do not hold the doctor up`() async throws {
    let mute = try ScriptedServer(answer: [])
    let start = ContinuousClock.now

    let result = try await Binary.run(
      ["doctor", "--json"],
      environment: [
        "HOOKLINE_DATABASE_URL": "postgresql://me@127.0.0.1:\(mute.port)/x",
        "HOOKLINE_AMQP_URL": "amqp://127.0.0.1:\(mute.port)/",
      ])

    #expect(ContinuousClock.now - start < .seconds(8))
    #expect(result.status == .exited(1))
    let document = try JSONDecoder().decode(DoctorDocument.self, from: Data(result.output))
    #expect(document.checks.filter { $0.status == "failed" }.map(\.check) == ["database worker", "broker"])
  }

  @Test func `the doctor's document lists every variable with its secrets masked`() async throws {
    let result = try await Binary.run(
      ["doctor", "--json"],
      environment: ["HOOKLINE_AMQP_URL": "amqp://me:hunter2@127.0.0.1:1", "PGHOST": "/nowhere"])

    let document = try JSONDecoder().decode(DoctorDocument.self, from: Data(result.output))
    #expect(document.ok == false)
    #expect(document.variables.map(\.name) == Variables.definitions.map(\.name))
    #expect(document.variables.first { $0.name == "HOOKLINE_AMQP_URL" }?.value == "amqp://me:***@127.0.0.1:1")
    #expect(document.variables.first { $0.name == "HOOKLINE_DATABASE_URL" }?.source == "PGHOST")
    #expect(!result.text.contains("hunter2"))
  }

  @Test func `a reader that goes away is no failure, a disk that is full is one`() async throws {
    let gone = try await Binary.shell("{ \"$H\" doctor; echo $? >&2; } | true")
    let full = try await Binary.shell("\"$H\" --help > /dev/full")
    let closed = try await Binary.shell("\"$H\" --help >&-")

    #expect(gone.errorText == "1\n")
    #expect(full.status == .exited(1))
    #expect(full.errorText == "hookline: cannot write the result: No space left on device\n")
    #expect(closed.status == .exited(1))
    #expect(closed.errorText == "hookline: cannot write the result: Bad file descriptor\n")
  }

  @Test func `Ctrl-C ends it as the signal would`() async throws {
    let mute = try ScriptedServer(answer: [])
    var child = ChildProcess(
      Binary.path, ["migrate"],
      environment: [
        "HOOKLINE_ENV_FILE": "/dev/null", "HOOKLINE_NONSENSE": "x",
        "HOOKLINE_DATABASE_URL": "postgresql://me@127.0.0.1:\(mute.port)/x",
      ])
    // The warning of the unknown variable says that the program is up.
    child.onErrorOutput = { pid, _ in kill(pid, SIGINT) }

    let result = try await child.run()

    #expect(result.status == .killed(signal: SIGINT))
    #expect(!result.errorText.contains("no connection"))
  }

  @Test(arguments: [("", 0), ("trap '' INT; ", 1 << (SIGINT - 1))] as [(String, UInt64)])
  func `the program that follows ignores no signal but a Ctrl-C that was ignored before`(
    before: String, ignored: UInt64
  ) async throws {
    let result = try await Binary.shell(
      """
      folder=$(mktemp -d) && cp "$H" "$folder" && cd "$folder"
      printf '#!/bin/sh\\nexec grep SigIgn /proc/self/status\\n' > hookline-bench && chmod +x hookline-bench
      (\(before)./hookline bench any); rm -r "$folder"
      """)

    let digits = result.text.split(whereSeparator: \.isWhitespace).last ?? ""
    let signals = try #require(UInt64(digits, radix: 16))
    // Above 31 lie those that the C library keeps for itself.
    #expect(signals & 0x7fff_ffff == ignored)
  }

  @Test func `the file of variables is found in the current folder and named in the report`() async throws {
    let result = try await Binary.shell(
      """
      folder=$(mktemp -d) && cd "$folder" && echo 'HOOKLINE_GRACE=7s # short' > .env
      "$H" doctor; rm -r "$folder"
      """, environment: ["HOOKLINE_ENV_FILE": ""])

    #expect(result.text.contains("7s"))
    #expect(result.text.contains(".env:1"))
  }

  @Test func `bench becomes the program in the search path, with settings and arguments passed on`()
    async throws
  {
    let result = try await Binary.shell(
      """
      folder=$(mktemp -d) && cd "$folder" && echo 'HOOKLINE_GRACE=7s' > variables
      cp "$H" . && printf '#!/bin/sh\\necho "$HOOKLINE_GRACE $NO_COLOR $*"; exit 5\\n' > hookline-bench
      chmod +x hookline-bench
      ./hookline bench one --seconds 2 --json --no-color --env-file variables -- --help; echo $?; rm -r "$folder"
      """)

    #expect(result.text == "7s 1 one --seconds 2 --help --json\n5\n")
  }

  @Test func `bench says how to build what is missing`() async throws {
    let result = try await Binary.shell(
      """
      folder=$(mktemp -d) && cp "$H" "$folder" && "$folder/hookline" bench --list; echo $?; rm -r "$folder"
      """)

    #expect(result.text == "1\n")
    #expect(
      result.errorText
        == "hookline: hookline-bench is neither beside hookline nor in PATH; "
        + "build it with \"swift build -c release --product hookline-bench\"\n")
  }
}

/// The doctor's JSON as another program would read it.
struct DoctorDocument: Decodable {
  struct Variable: Decodable {
    let name: String
    let value: String?
    let source: String?
  }

  struct Check: Decodable {
    let check: String
    let status: String
    let detail: String
    let milliseconds: Double?
  }

  let ok: Bool
  let variables: [Variable]
  let checks: [Check]
  let warnings: [String]
}
