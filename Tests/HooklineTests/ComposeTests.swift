import FoundationEssentials
import Lifecycle
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct ComposeTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: CheckoutFiles.root + "/" + path, encoding: .utf8)
  }

  /// What stands between a text and the next one, each time.
  private static func all(in text: String, between start: String, and end: Character) -> [String] {
    text.components(separatedBy: start).dropFirst().map { String($0.prefix { $0 != end }) }
  }

  /// The programs of the manifest that people run: not those of tests and benchmarks.
  private static func programs() throws -> Set<String> {
    let names = all(in: try text("Package.swift"), between: ".executable(name: \"", and: "\"")
    return Set(names).subtracting(["hookline-bench", "hookline-bench-peer", "hookline-storm"])
  }

  @Test func `the image has every program and is built with every C library of the manifest`() throws {
    let dockerfile = try Self.text("compose/Dockerfile")
    let programs = try #require(Self.all(in: dockerfile, between: "ARG PROGRAMS=\"", and: "\"").first)
    let packages = Self.all(in: try Self.text("Package.swift"), between: "package: \"", and: "\"")
    let words = Set(dockerfile.split { $0.isWhitespace }.map(String.init))

    #expect(Set(programs.split(separator: " ").map(String.init)).isSuperset(of: try Self.programs()))
    #expect(packages.count >= 5 && words.isSuperset(of: packages))
  }

  @Test(.enabled(if: ComposeFile.python != nil, "HOOKLINE_TEST_PYTHON names no Python with YAML"))
  func `every program of the manifest is a service, and the command line a tool`() async throws {
    let file = try await ComposeFile.read()
    let commands = file.services.mapValues { ($0.entrypoint ?? []) + ($0.command ?? []) }

    // The decoder is started by the others, where they are.
    for program in try Self.programs().subtracting(["hookline", "hookline-media-decoder"]) {
      #expect(commands[String(program.dropFirst("hookline-".count))] == [program])
    }
    #expect(commands["hookline"]?.first == "hookline" && file.services["hookline"]?.profiles == ["tools"])
    #expect(commands["migrate"] == ["hookline", "migrate"])
    #expect(commands["topology"]?.last?.contains("hookline topology apply\n") == true)
  }

  @Test(.enabled(if: ComposeFile.python != nil, "HOOKLINE_TEST_PYTHON names no Python with YAML"))
  func `what runs our image can change nothing of it, and services can be scaled and watched`() async throws {
    let file = try await ComposeFile.read()
    let ours = file.services.filter { $0.value.image.hasPrefix("hookline:") }
    let services = ours.filter { $0.value.command?.first?.hasPrefix("hookline-") == true }

    #expect(ours.count == services.count + 3 && services.count >= 5)
    for (name, service) in ours {
      #expect(service.tmpfs == ["/tmp:size=16m,mode=1777"], "\(name)")
      #expect(service.read_only == true && service.user == "10001:10001", "\(name)")
      #expect(service.cap_drop == ["ALL"] && service.security_opt == ["no-new-privileges:true"], "\(name)")
      #expect(
        service.networks
          == (["content-analysis", "gateway", "ingest", "music-analysis"].contains(name)
            ? ["inside", "outside"] : ["inside"])
          && service.ports == (name == "gateway" ? ["127.0.0.1:${GATEWAY_PORTS:-8080}:8080"] : nil)
          && service.container_name == nil, "\(name)")
      #expect(
        (service.volumes ?? []).allSatisfy {
          $0.hasSuffix(":ro") || ["media:/media", "models:/models", "uploads:/var/tmp"].contains($0)
        }, "\(name)")
    }
    for (name, service) in services {
      #expect(service.healthcheck?.test == ["CMD", "hookline", "health"], "\(name)")
      #expect(
        service.restart == "unless-stopped" && service.depends_on?.keys.sorted() == ["migrate", "topology"])
      #expect(
        Set(service.deploy?.resources.limits.keys.map(\.self) ?? []) == ["cpus", "memory", "pids"], "\(name)")
      let grace = try #require(Duration(service.environment?["HOOKLINE_GRACE"] ?? ""))
      #expect(try #require(Duration(service.stop_grace_period ?? "")) >= grace + .seconds(5), "\(name)")
    }
  }

  @Test(.enabled(if: ComposeFile.python != nil, "HOOKLINE_TEST_PYTHON names no Python with YAML"))
  func `ports are open on this machine only, and data lies on a network without a way out`() async throws {
    let file = try await ComposeFile.read()

    #expect(file.networks["inside"]?.internal == true)
    #expect(file.services["postgres"]?.networks == ["inside"] && file.services["postgres"]?.ports == nil)
    #expect(file.services.values.flatMap { $0.ports ?? [] }.allSatisfy { $0.hasPrefix("127.0.0.1:") })
    #expect(file.services.values.allSatisfy { !$0.image.hasSuffix(":latest") && $0.image.contains(":") })
    for (name, service) in file.services {
      for condition in service.depends_on ?? [:] {
        #expect(file.services[condition.key] != nil, "\(name)")
      }
    }
  }

  @Test(.enabled(if: ComposeFile.python != nil, "HOOKLINE_TEST_PYTHON names no Python with YAML"))
  func `whoever keeps media, and who makes room for them, has the folder that the image owns`() async throws {
    let file = try await ComposeFile.read()
    let dockerfile = try Self.text("compose/Dockerfile")
    let keepers = file.services.filter { $0.value.volumes?.contains("media:/media") == true }

    #expect(keepers.keys.sorted() == ["content-analysis", "music-analysis", "scheduler"])
    for (name, service) in file.services {
      let isKeeper = keepers[name] != nil
      #expect((service.environment?["HOOKLINE_MEDIA_DIR"] == "/media") == isKeeper, "\(name)")
    }
    #expect(dockerfile.contains("install -d -o 10001 -g 10001 -m 0750 /media /models\n"))
  }

  @Test(.enabled(if: ComposeFile.python != nil, "HOOKLINE_TEST_PYTHON names no Python with YAML"))
  func `whoever learns has the folder of models, and the scheduler knows that somebody does`() async throws {
    let file = try await ComposeFile.read()

    #expect(file.services["recommender"]?.volumes == ["models:/models"])
    for (name, service) in file.services {
      let knows = ["recommender", "scheduler"].contains(name)
      #expect((service.environment?["HOOKLINE_MODEL_DIR"] == "/models") == knows, "\(name)")
    }
  }

  @Test func `no password stands in the files, and each one asked for is made by compose/passwords`() throws {
    let compose = try Self.text("compose/compose.yaml")
    let asked = Set(Self.all(in: compose, between: "${", and: ":").filter { $0.hasSuffix("_PASSWORD") })
    let script = try Self.text("compose/passwords")
    let made = Self.all(in: script, between: "names=(", and: ")").joined().split { $0.isWhitespace }

    #expect(asked == Set(made.map(String.init)) && asked.count >= 9)
    // Each is refused when it is missing, and no address has a password of its own.
    for name in asked { #expect(!compose.contains("${\(name)}") && !compose.contains("${\(name):-")) }
    for scheme in ["postgresql://", "amqp://", "http://"] {
      let logins = Self.all(in: compose, between: scheme, and: "@")
      #expect(!logins.isEmpty && logins.allSatisfy { $0.contains(":${") })
    }
  }

  @Test func `passwords are made once, long, different, and for their owner's eyes only`() async throws {
    let result = try await Binary.shell(
      """
      set -e
      folder=$(mktemp -d) && mkdir -p "$folder/compose/lib" && cd "$folder"
      cp "$ROOT/compose/passwords" compose && cp "$ROOT/compose/lib/common.bash" compose/lib
      compose/passwords --check 2>/dev/null || echo lacking
      compose/passwords && stat -c %a compose/.env && compose/passwords --check
      sed 's/.*=//' compose/.env | grep -cxE '[0-9a-f]{32}' && sort -u compose/.env | wc -l
      cp compose/.env before && sed -i '/^API_PASSWORD=/d' compose/.env
      compose/passwords && grep -v ^API_ compose/.env | diff - before | grep -c '^[<>]'
      rm -r "$folder"
      """, environment: ["ROOT": CheckoutFiles.root])

    #expect(
      result.text == """
        lacking
        compose/.env has 9 new passwords
        600
        compose/.env has them all
        9
        9
        compose/.env has 1 new passwords
        1\n
        """)
  }
}
