import FoundationEssentials
import Lifecycle
import TestKit

/// `compose.yaml` as another program reads it, with its anchors and merges resolved.
struct ComposeFile: Decodable {
  struct Service: Decodable {
    struct HealthCheck: Decodable { let test: [String] }
    struct Condition: Decodable { let condition: String }
    struct Deployment: Decodable { let resources: Resources }
    struct Resources: Decodable { let limits: [String: Text] }

    let image: String
    let command: [String]?
    let entrypoint: [String]?
    let environment: [String: String]?
    let healthcheck: HealthCheck?
    let restart: String?
    let read_only: Bool?
    let tmpfs: [String]?
    let user: String?
    let cap_drop: [String]?
    let security_opt: [String]?
    let stop_grace_period: String?
    let ports: [String]?
    let container_name: String?
    let profiles: [String]?
    let volumes: [String]?
    let networks: [String]?
    let depends_on: [String: Condition]?
    let deploy: Deployment?
  }

  struct Network: Decodable { let `internal`: Bool? }

  /// A number or a text: both are right for a limit.
  struct Text: Decodable {
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if (try? container.decode(Int.self)) == nil { _ = try container.decode(String.self) }
    }
  }

  let services: [String: Service]
  let networks: [String: Network]

  static let path = CheckoutFiles.root + "/compose/compose.yaml"
  static let python = ChildProcess.ownEnvironment["HOOKLINE_TEST_PYTHON"]

  static func read() async throws -> ComposeFile {
    let script = "import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1])), sys.stdout)"
    let result = try await ChildProcess(
      python ?? "", ["-c", script, path], environment: [:], timeout: .seconds(20)
    ).run()
    guard result.isSuccess else { throw ChildProcessError(program: "python", reason: result.errorText) }
    return try JSONDecoder().decode(ComposeFile.self, from: Data(result.output))
  }
}
