import Foundation
import Mechanisms
import Testing

@Suite("The schema of the file")
struct SchemaTests {
  private let schema: [String: Any]

  init() throws {
    let object = try JSONSerialization.jsonObject(with: Data(Mechanism.schema.utf8))
    schema = try #require(object as? [String: Any])
  }

  private func keys(of definition: String) throws -> [String: Any] {
    let definitions = try #require(schema["definitions"] as? [String: [String: Any]])
    return try #require(definitions[definition]?["properties"] as? [String: Any])
  }

  @Test("each key is described")
  func descriptions() throws {
    let definitions = try #require(schema["definitions"] as? [String: [String: Any]])
    for (name, definition) in definitions.merging(["file": schema], uniquingKeysWith: { $1 }) {
      for (key, value) in definition["properties"] as? [String: [String: Any]] ?? [:] {
        #expect((value["description"] as? String)?.isEmpty == false, "\(key) of \(name)")
      }
    }
  }

  /// Properties that have, together, every key that there is.
  private static let properties: [[String]] = [
    [
      "claim: vanishes", "quantity: p", "as: q -> infinity", "solving for: [p]", "uniformly: true",
      "beyond: 1 / epsilon",
    ],
    ["claim: individual rationality", "for: a", "floor: 0", "byzantine: everyone else"],
    ["claim: conservation", "accounts: [pot]"],
    ["coalition: {a: 1}", "each member gains: weakly"],
    [
      "coalition: {a: 1}", "given: [p > 0]", "usual: true", "prescribe: {a.x: y}",
      "identities: {a: 1}", "margin: 1", "assuming: nothing", "expect: proved",
    ],
  ]

  @Test("the keys of properties that the schema has are those that the reader takes")
  func propertyKeys() throws {
    for entries in Self.properties {
      let text = """
        mechanism: it
        parameters: {p: {default: 1}, q: {default: 1}}
        roles: {a: {size: 2, identity: 1}}
        accounts: [pot]
        steps: [{choose: a.x, options: [y, z], honest: y}]
        design: {over: q, minimise: q}
        properties:
          claim: {\(entries.joined(separator: ", "))}
        """
      #expect(mistakes(in: text) == [])
    }
    let taken = Self.properties.joined().map { String($0.prefix { $0 != ":" }) }
    #expect(try Set(keys(of: "property").keys) == Set(taken))
  }

  @Test("a key that the schema does not have is no key for the reader")
  func unknown() {
    #expect(
      mistakes(in: "mechanism: it\nroles: {a: 1}\nsteps: []\nbased: x\n")
        .contains { $0.contains("unknown key 'based'") })
  }
}
