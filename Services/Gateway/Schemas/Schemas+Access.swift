import API
import Documents

extension Schemas {
  static let label = Schema.string(8...20, nil, Pattern(.of("a-z0-9", 8...20)))

  private static let keyMembers: [Schema.Property] = [
    .required("id", label), .required("name", .string(1...100)),
    .required("scopes", .array(.choice(Scope.self), count: 1...4)), .required("valid", .boolean),
    .required("createdBy", .string()), .required("createdAt", .moment),
    .required("expiresAt", .moment.orNull),
    .required("revokedAt", .moment.orNull), .required("lastUsedAt", .moment.orNull),
  ]

  static let key = Schema.object(keyMembers).named("Key")
  static let madeKey = Schema.object(
    keyMembers + [.required("secret", .string().described("The key itself, shown this once"))]
  ).named("MadeKey")

  static let audit = Schema.object([
    .required("id", .numericID), .required("at", .moment), .required("who", .string()),
    .required("key", label.orNull),
    .required("action", .string().example("runs.create")), .required("subject", .string().orNull),
    .required("request", .string()), .required("result", .choice(["begun", "done", "failed"])),
    .required("detail", .object([], rest: .anything)),
  ]).named("AuditEntry")

  static let health = Schema.object([
    .required("status", .choice(["ok", "failing"])),
    .required(
      "checks",
      .array(
        .object([
          .required("name", .string()), .required("status", .choice(["ok", "failing"])),
          .optional("reason", .string()),
        ]))),
  ]).named("Health")
}
