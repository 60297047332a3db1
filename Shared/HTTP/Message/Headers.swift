/// The header fields of a message, in order; names are compared without regard to case.
public struct Headers: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  public struct Field: Sendable, Equatable {
    public let name: String
    public let value: String
  }

  private var fields: [Field] = []

  public init() {}

  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { add(name, value) }
  }

  /// The first value of a field; setting replaces all of them, setting `nil` removes them.
  public subscript(name: String) -> String? {
    get { fields.first { $0.name.isEqualIgnoringCase(name) }?.value }
    set {
      fields.removeAll { $0.name.isEqualIgnoringCase(name) }
      if let newValue { add(name, newValue) }
    }
  }

  /// Every value of a field, in the order they came.
  public func values(_ name: String) -> [String] {
    fields.filter { $0.name.isEqualIgnoringCase(name) }.map(\.value)
  }

  /// Adds a field beside those of the same name. Control characters in the value become spaces, so that
  /// nothing taken from outside can end the line.
  public mutating func add(_ name: String, _ value: String) {
    precondition(name.isToken, "\(name) cannot be the name of a header field")
    fields.append(Field(name: name, value: value.withoutControls))
  }

  mutating func reserveCapacity(_ count: Int) { fields.reserveCapacity(count) }

  /// Adds a field that was checked when it was read.
  mutating func add(checked name: String, _ value: String) { fields.append(Field(name: name, value: value)) }
}

extension Headers: RandomAccessCollection {
  public var startIndex: Int { fields.startIndex }
  public var endIndex: Int { fields.endIndex }
  public subscript(position: Int) -> Field { fields[position] }
}

extension String {
  /// Compares ASCII letters without regard to case, as names of fields are.
  func isEqualIgnoringCase(_ other: String) -> Bool {
    // Mostly they are written alike, and then nothing has to be looked at byte by byte.
    self == other
      || utf8.count == other.utf8.count
        && zip(utf8, other.utf8).allSatisfy { $0.loweredASCII == $1.loweredASCII }
  }

  /// Whether this is a `token` of RFC 9110.
  var isToken: Bool { !isEmpty && utf8.allSatisfy(\.isTokenCharacter) }

  fileprivate var withoutControls: String {
    guard utf8.contains(where: \.isControl) else { return self }
    return String(decoding: utf8.map { $0.isControl ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }
}

extension UInt8 {
  /// A control character other than the tab.
  var isControl: Bool { self < 0x20 && self != 0x09 || self == 0x7F }

  /// Letters, digits and ``!#$%&'*+-.^_`|~``, as a bit for each: every name of every request is looked at.
  var isTokenCharacter: Bool {
    let bits: UInt64 = self < 64 ? 0x3ff_6cfa_0000_0000 : self < 128 ? 0x57ff_ffff_c7ff_fffe : 0
    return bits >> UInt64(self & 63) & 1 == 1
  }

  var loweredASCII: UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self
  }
}
