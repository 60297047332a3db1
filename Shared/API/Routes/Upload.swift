import Documents
import HTTP

/// A file that a request brings: as its whole body, or as a part of a form. Parameters of the query may then come as fields
/// of the form as well.
///
/// It goes to disk as it comes, and only from who may ask. What is in it nobody here knows: whoever takes it is to expect
/// anything.
public struct Upload: Sendable {
  /// Which field of a form holds it.
  public let field: String
  /// Which fields of a form may hold further files. Then none of all need be there, but one.
  public let others: [String]
  /// What it may be called when it is the whole body. What it really is its bytes tell.
  public let types: [String]
  public let summary: String
  /// How long it may take to arrive.
  public let patience: Duration

  public init(
    _ field: String, _ types: [String], _ summary: String, others: [String] = [],
    patience: Duration = .seconds(60)
  ) {
    (self.field, self.types, self.summary, self.patience) = (field, types, summary, patience)
    self.others = others
  }

  /// Refuses a body that is called something else. Asked before the body is taken.
  func check(_ request: Request) throws(Refusal) {
    let (name, _) = MediaType.parse(request.headers["Content-Type"] ?? "")
    guard name != MediaType.form, !types.contains(name) else { return }
    let names = (types + [MediaType.form]).joined(separator: ", ")
    throw Refusal(
      .unsupportedMediaType, "media-type",
      "The body has to be of one of the types \(names), and say so in Content-Type.",
      headers: ["Accept": names])
  }

  /// Reads the body of a request.
  func read(_ request: Request) async throws(Refusal) -> BroughtFile {
    try check(request)
    guard let upload = request.upload, upload.byteCount > 0 else {
      return BroughtFile(faults: [Fault(.body("#"), "it is empty; expected \(summary)")])
    }
    let type = request.headers["Content-Type"] ?? ""
    guard MediaType.parse(type).type == MediaType.form else { return BroughtFile(file: upload) }
    switch await FormReader().read(upload, type, [field] + others) {
    case .success(let brought): return brought
    case .failure(let refusal): throw refusal
    }
  }

  /// As a part of the document: raw, and as a form with the parameters that the query may have.
  func document(_ parameters: [Parameter], _ components: inout [String: Schema]) -> JSONValue {
    var members: [(String, JSONValue)] = types.map { name in
      (name, ["schema": Self.bytes(name, summary)])
    }
    let fields = parameters.filter { $0.place == .query }.map { parameter in
      (parameter.name, parameter.schema.described(parameter.summary).document(&components))
    }
    let file = Self.bytes("application/octet-stream", summary)
    members.append(
      (
        MediaType.form,
        [
          "schema": [
            "type": "object",
            "properties": .object(([field] + others).map { ($0, file) } + fields),
            "required": others.isEmpty ? [.string(field)] : [], "additionalProperties": false,
          ]
        ]
      ))
    return ["required": true, "content": .object(members)]
  }

  private static func bytes(_ type: String, _ summary: String) -> JSONValue {
    [
      "type": "string", "format": "binary", "contentMediaType": .string(type),
      "description": .string(summary),
    ]
  }
}

/// What a body of a file brought.
struct BroughtFile: Sendable {
  var file: UploadedFile?
  /// Further ones, by the fields of the form that hold them.
  var others: [String: UploadedFile] = [:]
  /// Of the form beside the file, in their order.
  var fields: [Multipart.Field] = []
  var faults: [Fault] = []

  func texts(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
}
