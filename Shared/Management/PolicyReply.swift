import Messaging

/// A policy, as the management interface spells it in both directions.
struct PolicyReply: Codable {
  let name: String?
  let pattern: String
  let applyTo: String
  let priority: Int
  let definition: [String: Value]

  enum CodingKeys: String, CodingKey {
    case name, pattern, priority, definition
    case applyTo = "apply-to"
  }

  init(_ policy: Topology.Policy) {
    name = nil
    pattern = policy.pattern
    applyTo = policy.target.rawValue
    priority = policy.priority
    definition = policy.definition.mapValues(Value.init)
  }

  /// What applies to one kind of queue only counts as applying to queues.
  var value: Topology.Policy? {
    guard let name else { return nil }
    return Topology.Policy(
      name, pattern: pattern, target: applyTo == "exchanges" ? .exchanges : .queues, priority: priority,
      definition: definition.mapValues(\.value))
  }

  struct Value: Codable {
    let value: Topology.Policy.Value

    init(_ value: Topology.Policy.Value) { self.value = value }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        value = .number(number)
      } else if let text = try? container.decode(String.self) {
        value = .text(text)
      } else {
        // Lists and tables: none of ours, so it differs from whatever is wanted.
        value = .text("?")
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch value {
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }
}
