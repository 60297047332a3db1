/// The fields of a log entry, in the order they were given; a name appears once and its last value holds.
public struct LogFields: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  public struct Field: Sendable, Equatable {
    public let name: String
    public let value: LogValue
  }

  private var fields: [Field] = []

  public init() {}

  public init(dictionaryLiteral elements: (String, LogValue)...) {
    for (name, value) in elements { self[name] = value }
  }

  /// The value of a field; setting `nil` removes it, setting anew keeps its place.
  public subscript(name: String) -> LogValue? {
    get { fields.first { $0.name == name }?.value }
    set {
      let index = fields.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): fields[index] = Field(name: name, value: value)
      case (let index?, nil): fields.remove(at: index)
      case (nil, let value?): fields.append(Field(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// These fields with `others` added; where both have a name, the value of `others` holds.
  public func merging(_ others: LogFields) -> LogFields {
    guard !fields.isEmpty else { return others }
    var merged = self
    for field in others { merged[field.name] = field.value }
    return merged
  }
}

extension LogFields: RandomAccessCollection {
  public var startIndex: Int { fields.startIndex }
  public var endIndex: Int { fields.endIndex }
  public subscript(position: Int) -> Field { fields[position] }
}
