import FoundationEssentials
import Lifecycle
import TestKit
import Testing

@testable import Hookline

/// Every command, where a gateway is to be asked and servers are set as well.
@Suite(.timeLimit(.minutes(2))) struct ReachTests {
  private static func environment(_ gateway: UInt16, _ servers: UInt16) -> [String: String] {
    [
      "HOOKLINE_API_URL": "http://127.0.0.1:\(gateway)",
      "HOOKLINE_API_KEY": "hookline_aaaaaaaaaaaa_" + String(repeating: "A", count: 43),
      "HOOKLINE_DATABASE_URL": "postgresql://me@127.0.0.1:\(servers)/x",
      "HOOKLINE_OWNER_DATABASE_URL": "postgresql://me@127.0.0.1:\(servers)/x",
      "HOOKLINE_API_DATABASE_URL": "postgresql://me@127.0.0.1:\(servers)/x",
      "HOOKLINE_AMQP_URL": "amqp://me@127.0.0.1:\(servers)/x",
      "HOOKLINE_AMQP_MANAGEMENT_URL": "http://me@127.0.0.1:\(servers)",
      "HOOKLINE_ENV_FILE": "/dev/null",
    ]
  }

  private static func run(
    _ arguments: [String], _ environment: [String: String]
  ) async -> (status: ExitCode, output: String, errors: String) {
    let (output, errors) = (Capture(), Capture())
    let program = Program(
      commands: Commands.all, environment: environment, directory: "/nowhere", output: output, errors: errors)
    return (await program.run(arguments), output.text, errors.text)
  }

  /// With a run where an id is wanted, and files that there are.
  private static func words(_ command: Command, _ folder: String) -> [String] {
    // An address is asked beside the servers alone.
    let line = command.name == "import moovitamix" ? command.examples[3].line : command.examples[0].line
    let words = line.replacing("ID", with: "0190a7c4-2f5e-7aaa-8bbb-0123456789ab")
      .replacing("label.csv", with: "/proc/version").replacing("dump.jsonl.gz", with: "/proc/version")
      .replacing("ml-latest-small", with: folder).replacing(" users.", with: " \(folder)/users.")
      .replacing(" tracks.jsonl.gz", with: " \(folder)/tracks.jsonl.gz")
      .replacing(" listen_history", with: " \(folder)/listen_history")
    return words.split(separator: " ").map(String.init)
  }

  private static let names = [
    "movies.csv", "ratings.csv", "users.jsonl", "tracks.jsonl.gz", "listen_history.json",
  ]

  @Test func `what needs the servers says so, and asks neither them nor the gateway`() async throws {
    let answer = RecordingServer.Answer(status: 500, body: "{}")
    let (gateway, servers) = (try RecordingServer(answer), try RecordingServer(answer))
    let refused = Commands.all.filter { Reach.of($0.name) == .servers }

    for command in refused {
      let (status, output, errors) = await Self.run(
        Self.words(command, "/nowhere"), Self.environment(gateway.port, servers.port))
      #expect(status == .failed && output.isEmpty, "\(command.name)")
      #expect(errors.contains("\"hookline \(command.name)\" needs the servers themselves"), "\(errors)")
      #expect(errors.contains("HOOKLINE_API_URL") && errors.split(separator: "\n").count == 1)
    }

    #expect(gateway.acceptedCount == 0 && servers.acceptedCount == 0)
    let names = refused.map(\.name)
    #expect(
      ["migrate", "topology apply", "import library", "bench"].allSatisfy(names.contains))
  }

  @Test func `what a gateway can be asked is asked of it alone`() async throws {
    let servers = try RecordingServer(.init(status: 500, body: "{}"))
    try await MediaStage.withFolder { folder in
      for name in Self.names { try Data("x\n".utf8).write(to: URL(filePath: folder + "/" + name)) }
      for command in Commands.all where Reach.of(command.name) == .gateway {
        let gateway = try RecordingServer(.init(status: 500, body: "{}"))
        // Without asking whether it is meant.
        let extra = command.options.contains(Confirmation.yes) ? ["--yes"] : []

        let (status, output, errors) = await Self.run(
          Self.words(command, folder) + extra, Self.environment(gateway.port, servers.port))

        #expect(status == .failed && !errors.isEmpty, "\(command.name)")
        #expect(
          output.isEmpty || command.name == "status" || command.name == "enqueue",
          "\(command.name): \(output)")
        #expect(gateway.requests.count >= 1, "\(command.name): \(errors)")
      }
    }
    #expect(servers.acceptedCount == 0)
  }

  @Test func `the table names commands that there are, each once`() {
    let names = Commands.all.map(\.name)

    #expect(Set(Reach.table.keys).subtracting(names) == [])
    #expect(Reach.of("migrate") == .servers && Reach.of("media info") == Reach.none)
  }

  @Test func `what is stored is asked of the gateway where files need nobody`() async throws {
    let servers = try RecordingServer(.init(status: 500, body: "{}"))
    for words in [["analyze", "--track", "17"], ["match", "17", "18"]] {
      let gateway = try RecordingServer(.init(status: 500, body: "{}"))
      let stored = await Self.run(words, Self.environment(gateway.port, servers.port))

      #expect(stored.status == .failed && gateway.requests.count == 1, "\(stored.errors)")
    }
    let dry = await Self.run(["enqueue", "anna", "--dry-run"], Self.environment(1, servers.port))

    #expect(servers.acceptedCount == 0)
    #expect(dry.status == .done && dry.output == "would enqueue 1\n")
  }

  @Test func `the doctor says what is asked, and needs no servers then`() async throws {
    let answer = RecordingServer.Answer(body: #"{"workers": []}"#)
    let gateway = try RecordingServer(answer)
    var environment = Self.environment(gateway.port, 1)
    let both = await Self.run(["doctor"], environment)
    for name in environment.keys where name.contains("DATABASE") || name.contains("AMQP") {
      environment[name] = nil
    }
    let alone = await Self.run(["doctor"], environment)

    #expect(both.output.contains("commands ask it, and not the servers of HOOKLINE_DATABASE_URL"))
    #expect(alone.output.contains("commands ask it instead of the servers"))
    #expect(alone.output.contains("takes the key") && !alone.output.contains("is not set ("))
  }
}
