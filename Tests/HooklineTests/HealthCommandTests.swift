import HTTP
import Lifecycle
import Telemetry
import TestKit
import Testing

@testable import Hookline

@Suite(.timeLimit(.minutes(1))) struct HealthCommandTests {
  private struct Outcome {
    let status: ExitCode
    let output: String
    let errors: String
  }

  private static func run(_ arguments: [String], environment: [String: String] = [:]) async -> Outcome {
    let (output, errors) = (Capture(), Capture())
    let program = Program(
      commands: Commands.all, environment: ["HOOKLINE_ENV_FILE": "/dev/null"].merging(environment) { $1 },
      directory: "/nowhere", output: output, errors: errors)
    let status = await program.run(["health"] + arguments)
    return Outcome(status: status, output: output.text, errors: errors.text)
  }

  /// An endpoint of a process that is alive and whose broker is away.
  private static func withEndpoint(_ body: (UInt16) async throws -> Void) async throws {
    let (shutdown, health) = (Shutdown(), Health())
    health.addReadiness("broker") { .failing("gone \u{1b}[31m") }
    let endpoint = OpsEndpoint(
      address: .loopback(port: 0), health: health, metrics: Metrics(), shutdown: shutdown, logger: .silent)
    let port = try endpoint.bind().port
    let running = Task { try await endpoint.run() }
    defer { shutdown.drain() }
    try await body(port)
    shutdown.drain()
    try await running.value
  }

  @Test func `a process that is alive is well, and one without its broker is not ready`() async throws {
    try await Self.withEndpoint { port in
      let alive = await Self.run([], environment: ["HOOKLINE_OPS_ADDRESS": "0.0.0.0:\(port)"])
      let ready = await Self.run(["127.0.0.1:\(port)", "--ready"])

      #expect(alive.status == .done && alive.output.hasPrefix("{\"status\":\"ok\""))
      #expect(ready.status == .failed && ready.output.contains("\"broker\",\"status\":\"failing\""))
      #expect(!ready.output.contains("\u{1b}"))
    }
  }

  @Test func `a process that is not there is not well`() async throws {
    let outcome = await Self.run(["127.0.0.1:1"])

    #expect(outcome.status == .failed && outcome.output == "")
    #expect(outcome.errors.hasPrefix("hookline: ") && outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func `an address that names nobody is said to be one`() async {
    let odd = await Self.run(["nonsense"])
    let any = await Self.run(["127.0.0.1:0"])
    let chosen = await Self.run([], environment: ["HOOKLINE_OPS_ADDRESS": "127.0.0.1:0"])

    #expect([odd.status, any.status, chosen.status] == [.misused, .misused, .failed])
    #expect(odd.errors.hasPrefix("hookline: \"nonsense\" is no address such as 127.0.0.1:9464\n"))
    #expect(chosen.errors.contains("lets the system choose the port"))
  }
}
