import Foundation

extension Mechanism {
  /// The JSON Schema (draft 7, which editors know best) of the mechanism file, with a description of each key.
  ///
  /// It tells keys, where they belong, and what kind of thing stands behind each; not whether a formula makes sense.
  public static var schema: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // A tree of texts can always be encoded.
    let data = (try? encoder.encode(JSONSchema.file)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}

/// A JSON Schema, or a part of one.
indirect enum JSONSchema: Encodable, Sendable {
  case text(String)
  case flag(Bool)
  case list([JSONSchema])
  case object([String: JSONSchema])

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .flag(let flag): try container.encode(flag)
    case .list(let list): try container.encode(list)
    case .object(let object): try container.encode(object)
    }
  }
}

extension JSONSchema: ExpressibleByStringLiteral {
  init(stringLiteral text: String) { self = .text(text) }
}

extension JSONSchema: ExpressibleByBooleanLiteral {
  init(booleanLiteral flag: Bool) { self = .flag(flag) }
}

extension JSONSchema: ExpressibleByArrayLiteral {
  init(arrayLiteral list: JSONSchema...) { self = .list(list) }
}

extension JSONSchema: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral pairs: (String, JSONSchema)...) {
    self = .object(Dictionary(pairs) { first, _ in first })
  }
}

// MARK: - The schema of a file

extension JSONSchema {
  private static let stepName = "step"
  private static let formulaName = "formula"

  /// What YAML may take a text or a formula for, by its looks.
  private static let scalar: JSONSchema = ["type": ["string", "number", "boolean"]]

  static var file: JSONSchema {
    var definitions = Dictionary(
      uniqueKeysWithValues: Form.ofMechanisms.filter { $0 != .mechanism }.map {
        ($0.rawValue, JSONSchema($0))
      })
    definitions[stepName] = step
    definitions[formulaName] = scalar.adding([
      "description": """
      A formula: numbers such as 10, 1/4 and 0.1; + - * / ^; comparisons, which chain (0 <= a < b); and, or, not; \
      if … then … else …; min, max, floor, ceil, size(group), count(role where condition).
      """
    ])
    return JSONSchema(.mechanism).adding([
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "Cartel mechanism",
      "description": "The rules of one deal, with the claims made about them.",
      "required": [],
      // A variant has the steps of its base, and may have its name.
      "if": ["required": [.text(Composition.Key.base)]],
      "then": ["properties": [Composition.Key.steps: false]],
      "else": ["required": required(.mechanism)],
      "definitions": .object(definitions),
    ])
  }

  /// One step: the key that tells what kind it is decides which others there may be.
  private static var step: JSONSchema {
    let names = Form.steps.map { JSONSchema.text($0.rawValue) }
    return [
      "type": "object",
      "properties": .object(
        Dictionary(
          uniqueKeysWithValues: Form.steps.map { form in
            (form.rawValue, ["description": .text(form.keys[0].about)])
          })),
      "anyOf": .list(names.map { ["required": [$0]] }),
      "allOf": .list(
        names.map { name in
          ["if": ["required": [name]], "then": reference(name)]
        }),
    ]
  }

  private static func reference(_ name: JSONSchema) -> JSONSchema {
    guard case .text(let name) = name else { return [:] }
    return ["$ref": .text("#/definitions/\(name)")]
  }

  private static func required(_ form: Form) -> JSONSchema {
    .list(form.keys.filter { $0.need == .required }.map { .text($0.name) })
  }

  private init(_ form: Form) {
    self = [
      "type": "object",
      "properties": .object(
        Dictionary(
          uniqueKeysWithValues: form.keys.map {
            ($0.name, JSONSchema($0.shape).adding(["description": .text($0.about)]))
          })),
      "additionalProperties": false,
      "required": Self.required(form),
    ]
  }

  private init(_ shape: Form.Shape) {
    switch shape {
    case .text: self = Self.scalar.adding(["not": Self.having(ControlCharacter.patternInText)])
    case .name: self = Self.scalar.adding(["not": Self.having(ControlCharacter.patternInName)])
    case .formula: self = Self.reference(.text(Self.formulaName))
    case .flag: self = Self.oneOf(["true", "false"])
    case .nothing: self = ["type": "null"]
    case .oneOf(let words): self = Self.oneOf(words)
    case .list(let element): self = ["type": "array", "items": JSONSchema(element)]
    case .map(let value, let name):
      self = [
        "type": "object", "additionalProperties": JSONSchema(value),
        "propertyNames": [
          "description": .text("The name of a \(name)."),
          "not": Self.having(ControlCharacter.patternInName),
        ],
      ]
    case .form(let form): self = Self.reference(.text(form.rawValue))
    case .steps:
      self = ["type": ["array", "null"], "items": Self.reference(.text(Self.stepName))]
    case .either(let shapes): self = ["anyOf": .list(shapes.map { JSONSchema($0) })]
    }
  }

  /// Words, as YAML types them: `true` may be a truth value or a text.
  private static func oneOf(_ words: [String]) -> JSONSchema {
    let flags = words.compactMap { Bool($0).map { JSONSchema.flag($0) } }
    return ["enum": .list(words.map { .text($0) } + flags)]
  }

  /// A text in which a pattern is found.
  private static func having(_ pattern: String) -> JSONSchema {
    ["type": "string", "pattern": .text(pattern)]
  }

  private func adding(_ others: [String: JSONSchema]) -> JSONSchema {
    guard case .object(let object) = self else { return self }
    return .object(object.merging(others) { $1 })
  }
}
