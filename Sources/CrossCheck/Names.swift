import Mechanisms

// Both the description of mechanisms and the property tester have these; here they are the former.
typealias Property = Mechanisms.Property
typealias Choice = Mechanisms.Choice
