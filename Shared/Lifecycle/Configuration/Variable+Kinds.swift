// The kinds of variables. Each pairs a parser with the words that say what it accepts.

extension Variable where Value == String? {
  static func text(
    _ name: String, _ standing: Definition.Standing = .optional, help: String
  ) -> Variable {
    Variable(
      definition: Definition(name, standing, expects: "a text", help: help), absent: nil, parse: { $0 })
  }

  /// A text of which nothing is ever shown.
  static func secret(
    _ name: String, _ standing: Definition.Standing = .optional, help: String
  ) -> Variable {
    Variable(
      definition: Definition(name, standing, expects: "a secret", secrecy: .whole, help: help), absent: nil,
      parse: { $0 })
  }

  static func path(_ name: String, help: String) -> Variable {
    Variable(
      definition: Definition(name, .optional, expects: "a path such as /var/lib/hookline", help: help),
      absent: nil
    ) { text throws(Complaint) in
      // A shell expands the tilde before we see it; a file of variables does not, and a folder of that name
      // is never what was meant.
      guard !text.hasPrefix("~") else { throw Complaint("begins with ~, which only a shell expands") }
      return text
    }
  }
}

extension Variable where Value == ServiceURL? {
  static func url(
    _ name: String, _ form: ServiceURL.Form, _ standing: Definition.Standing = .optional,
    else alternative: Definition.Alternative? = nil, help: String
  ) -> Variable {
    Variable(
      definition: Definition(
        name, standing, expects: "a URL such as \(form.example)", secrecy: .password,
        alternative: alternative, help: help),
      absent: nil
    ) { text throws(Complaint) in try ServiceURL(text, form) }
  }
}

extension Variable where Value == ServiceURL {
  static func url(
    _ name: String, _ form: ServiceURL.Form, default preset: String, help: String
  ) -> Variable {
    guard let absent = try? ServiceURL(preset, form) else {
      preconditionFailure("the default of \(name) is no such URL")
    }
    return Variable(
      definition: Definition(
        name, .preset(preset), expects: "a URL such as \(form.example)", secrecy: .password, help: help),
      absent: absent
    ) { text throws(Complaint) in try ServiceURL(text, form) }
  }
}

extension Variable where Value == Int {
  static func integer(
    _ name: String, in range: ClosedRange<Int>, default preset: Int, help: String
  ) -> Variable {
    let expectation = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return Variable(
      definition: Definition(name, .preset("\(preset)"), expects: expectation, help: help), absent: preset
    ) { text throws(Complaint) in
      guard let value = Int(text) else { throw Complaint("\(quoted(text)) is not a whole number") }
      guard range.contains(value) else { throw Complaint("\(value) is out of range") }
      return value
    }
  }
}

extension Variable where Value == Bool {
  static func flag(_ name: String, default preset: Bool, help: String) -> Variable {
    Variable(
      definition: Definition(name, .preset(preset ? "on" : "off"), expects: "on or off", help: help),
      absent: preset
    ) { text throws(Complaint) in
      switch text.lowercased() {
      case "on", "true", "yes", "1": true
      case "off", "false", "no", "0": false
      default: throw Complaint("\(quoted(text)) is neither on nor off")
      }
    }
  }
}

extension Variable where Value == Duration {
  static func duration(
    _ name: String, in range: ClosedRange<Duration>, default preset: Duration, help: String
  ) -> Variable {
    let bounds = "from \(range.lowerBound.shortText) to \(range.upperBound.shortText)"
    let expectation = "a duration \(bounds), such as \(preset.shortText)"
    return Variable(
      definition: Definition(name, .preset(preset.shortText), expects: expectation, help: help),
      absent: preset
    ) { text throws(Complaint) in
      guard let value = Duration(text) else {
        throw Complaint("\(quoted(text)) is not a number with a unit (ms, s, m, h, d)")
      }
      guard range.contains(value) else { throw Complaint("\(value.shortText) is out of range") }
      return value
    }
  }
}

extension Variable where Value == ByteCount {
  static func byteCount(
    _ name: String, in range: ClosedRange<ByteCount>, default preset: ByteCount, help: String
  ) -> Variable {
    let bounds = "from \(range.lowerBound) to \(range.upperBound)"
    let expectation = "a size \(bounds), such as \(preset)"
    return Variable(
      definition: Definition(name, .preset("\(preset)"), expects: expectation, help: help), absent: preset
    ) { text throws(Complaint) in
      guard let value = ByteCount(text) else {
        throw Complaint("\(quoted(text)) is not a whole number with a unit (B, KiB, MiB, GiB, TiB)")
      }
      guard range.contains(value) else { throw Complaint("\(value) is out of range") }
      return value
    }
  }
}

extension Variable where Value == Address {
  static func address(_ name: String, default preset: Address, help: String) -> Variable {
    Variable(
      definition: Definition(name, .preset("\(preset)"), expects: "HOST:PORT such as \(preset)", help: help),
      absent: preset
    ) { text throws(Complaint) in
      guard let address = Address(text) else { throw Complaint("\(quoted(text)) is not an address") }
      return address
    }
  }
}

extension Variable where Value == AllowList {
  static func allowList(_ name: String, help: String) -> Variable {
    Variable(
      definition: Definition(
        name, .optional, expects: "places such as 127.0.0.1:8080, 10.1.0.0/16, cdn.example", help: help),
      absent: AllowList()
    ) { text throws(Complaint) in try AllowList(parsing: text) }
  }
}

extension Variable {
  /// One of a few words.
  static func choice(
    _ name: String, _ choices: [(word: String, value: Value)], default preset: String, help: String
  ) -> Variable {
    guard let absent = choices.first(where: { $0.word == preset })?.value else {
      preconditionFailure("the default of \(name) is none of its choices")
    }
    let expectation = "one of " + choices.map(\.word).joined(separator: ", ")
    return Variable(
      definition: Definition(name, .preset(preset), expects: expectation, help: help), absent: absent
    ) { text throws(Complaint) in
      guard let choice = choices.first(where: { $0.word == text.lowercased() }) else {
        throw Complaint("\(quoted(text)) is none of the choices")
      }
      return choice.value
    }
  }
}
