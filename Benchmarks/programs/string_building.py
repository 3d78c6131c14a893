def caesar(text, shift):
    out = ""
    for letter in text:
        if letter.isalpha():
            out += chr((ord(letter) - 97 + shift) % 26 + 97)
        else:
            out += letter
    return out


words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]
lines = []
for i in range(50000):
    lines.append(f"{i:05d} {words[i % 6]:>8} {i / 7:.3f}")
text = "\n".join(lines)
print(len(text), text[:40])
coded = caesar(" ".join(words) * 2000, 3)
print(len(coded), coded[:40], coded.count("q"))
back = caesar(coded, 23)
print(back[:20], back == " ".join(words) * 2000)
vowels = 0
for line in text.split("\n"):
    for part in line.split():
        if part[0] in "aeiou":
            vowels += 1
print(vowels, text.upper().replace("ALPHA", "A").find("A"))
