import HTTP
import Lifecycle

extension Commands {
  private static let ready = Option(
    "ready", help: "ask whether it can work with its servers, not only whether it is alive")

  static let health = Command(
    name: "health",
    summary: "asks a process of Hookline how it is, as a container's health check does",
    examples: [
      .init(line: "health", meaning: "the process at HOOKLINE_OPS_ADDRESS"),
      .init(line: "health --ready worker-3:9464", meaning: "another one, with its database and broker"),
    ],
    operands: .init(usage: "[HOST:PORT]", count: 0...1),
    options: [ready],
    notes: ["Prints what /healthz (or /readyz) answers. Exits with 1 when it is not well or not there."]
  ) { invocation, context in
    let address = try address(invocation, context)
    let path = invocation.has(ready) ? "/readyz" : "/healthz"
    var request = ClientRequest(.get, "http://\(address)\(path)")
    request.timeout = .seconds(4)
    request.bodyLimit = 65_536
    let response = try await Client().send(request)
    // From another process: whatever is at that address.
    context.console.result(context.console.isJSON ? response.text : printable(response.text))
    return response.status == .ok ? .done : .failed
  }

  private static func address(_ invocation: Invocation, _ context: Context) throws -> Lifecycle.Address {
    if let operand = invocation.operands.first {
      if let address = Lifecycle.Address(operand), address.port > 0 { return address }
      throw Misuse("\"\(operand)\" is no address such as 127.0.0.1:9464", invocation.command)
    }
    var address = try context.settings()[\.opsAddress]
    guard address.port > 0 else {
      throw CommandFailure(
        "HOOKLINE_OPS_ADDRESS lets the system choose the port; name the one that the process has logged")
    }
    // What listens everywhere is asked on this machine.
    if address.host == "0.0.0.0" { address.host = "127.0.0.1" }
    if address.host == "::" { address.host = "::1" }
    return address
  }
}
