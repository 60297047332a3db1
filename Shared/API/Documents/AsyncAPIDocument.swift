public import Documents

/// What goes through the broker, as AsyncAPI 3.0 describes it.
public struct AsyncAPIDocument: Sendable {
  /// A message and the way it takes.
  public struct Channel: Sendable {
    /// What others do with it.
    public enum Direction: Sendable {
      case othersSend, othersReceive
    }

    public let name: String
    public let exchange: (name: String, kind: String)
    /// Routing keys; the first is the usual one.
    public let keys: [String]
    public let direction: Direction
    public let summary: String
    /// The AMQP type of the message, and its body.
    public let message: String
    public let schema: Schema
    public let example: JSONValue

    public init(
      _ name: String, exchange: (name: String, kind: String), keys: [String], _ direction: Direction,
      _ summary: String, message: String, schema: Schema, example: JSONValue
    ) {
      self.name = name
      self.exchange = exchange
      self.keys = keys
      self.direction = direction
      self.summary = summary
      self.message = message
      self.schema = schema
      self.example = example
    }
  }

  public let title: String
  public let version: String
  public let channels: [Channel]

  public init(title: String, version: String, _ channels: [Channel]) {
    self.title = title
    self.version = version
    self.channels = channels
  }

  public var document: JSONValue {
    var components: [String: Schema] = [:]
    let messages = channels.map { ($0.message, Self.message($0, &components)) }
    return [
      "asyncapi": "3.0.0",
      "info": ["title": .string(title), "version": .string(version), "license": ["name": "Apache-2.0"]],
      "defaultContentType": "application/json",
      "channels": .object(
        channels.flatMap { channel in
          channel.keys.map { (Self.name(channel, $0), Self.channel(channel, $0)) }
        }),
      "operations": .object(
        channels.flatMap { channel in
          channel.keys.map {
            ("\(Self.verb(channel)).\(Self.name(channel, $0))", Self.operation(channel, $0))
          }
        }),
      "components": ["messages": .object(messages)],
    ]
  }

  private static func name(_ channel: Channel, _ key: String) -> String {
    channel.keys.count == 1 ? channel.name : "\(channel.name).\(key.split(separator: ".").last ?? "")"
  }

  /// A document speaks from the side of whose it is.
  private static func verb(_ channel: Channel) -> String {
    channel.direction == .othersSend ? "receive" : "send"
  }

  private static func channel(_ channel: Channel, _ key: String) -> JSONValue {
    [
      "address": .string(key), "description": .string(channel.summary),
      "messages": .object([
        (channel.message, ["$ref": .string("#/components/messages/\(channel.message)")] as JSONValue)
      ]),
      "bindings": [
        "amqp": [
          "is": "routingKey",
          "exchange": [
            "name": .string(channel.exchange.name), "type": .string(channel.exchange.kind), "durable": true,
            "autoDelete": false,
          ],
          "bindingVersion": "0.3.0",
        ]
      ],
    ]
  }

  private static func operation(_ channel: Channel, _ key: String) -> JSONValue {
    let place = "#/channels/\(name(channel, key))"
    return [
      "action": .string(verb(channel)), "channel": ["$ref": .string(place)],
      "summary": .string(channel.summary),
      "messages": .array([["$ref": .string("\(place)/messages/\(channel.message)")]]),
      "bindings": [
        "amqp": [
          "deliveryMode": 2, "mandatory": .bool(channel.direction == .othersSend), "bindingVersion": "0.3.0",
        ]
      ],
    ]
  }

  private static func message(_ channel: Channel, _ components: inout [String: Schema]) -> JSONValue {
    [
      "name": .string(channel.message), "contentType": "application/json",
      "summary": .string(channel.summary),
      "headers": [
        "type": "object",
        "properties": ["x-schema": ["type": "integer", "description": "The version of the contract"]],
      ],
      "payload": channel.schema.document(&components),
      "examples": .array([["payload": channel.example]]),
      "bindings": ["amqp": ["messageType": .string(channel.message), "bindingVersion": "0.3.0"]],
    ]
  }
}
