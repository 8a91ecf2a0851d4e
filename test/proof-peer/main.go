// Checks what a hub hands out of its log by the Go team's own implementation of notes, trees, proofs and tiles,
// which shares nothing with ours: go run . <folder that write-example wrote>.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The second at which write-example's witness says that it saw each checkpoint.
const witnessedAt = 1_679_315_147

var (
	folder  = os.Args[1]
	checked = 0
)

func must(err error, what string) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", what, err)
		os.Exit(1)
	}
	checked++
}

func mustNot(err error, what string) {
	if err == nil {
		fmt.Fprintf(os.Stderr, "%s: was believed\n", what)
		os.Exit(1)
	}
	checked++
}

func read(path string) []byte {
	content, err := os.ReadFile(filepath.Join(folder, path))
	must(err, path)
	return content
}

// cosigner verifies a witness's line by C2SP tlog-cosignature (Ed25519), for the Go team's own reader of notes, which
// knows of no such lines.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newCosigner(vkey string) (*cosigner, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("%q is no key", vkey)
	}
	bytes, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(bytes) != 1+ed25519.PublicKeySize || bytes[0] != 0x04 {
		return nil, fmt.Errorf("%q is no witness's key", vkey)
	}
	id := sha256.Sum256(append([]byte(parts[0]+"\n"), bytes...))
	if fmt.Sprintf("%x", id[:4]) != parts[1] {
		return nil, fmt.Errorf("%q has the id of another", vkey)
	}
	return &cosigner{parts[0], binary.BigEndian.Uint32(id[:4]), bytes[1:]}, nil
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }
func (c *cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize || binary.BigEndian.Uint64(signature) != witnessedAt {
		return false
	}
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(signature), text)
	return ed25519.Verify(c.key, []byte(message), signature[8:])
}

// hashes of 32 bytes, one after the other.
func hashes(content []byte) []tlog.Hash {
	all := make([]tlog.Hash, len(content)/tlog.HashSize)
	for i := range all {
		copy(all[i][:], content[i*tlog.HashSize:])
	}
	return all
}

// tree of a checkpoint that the key has signed.
func tree(verifiers note.Verifiers, size string) tlog.Tree {
	opened, err := note.Open(read("checkpoint/"+size), verifiers)
	must(err, "checkpoint "+size)
	if len(opened.Sigs) != 2 || len(opened.UnverifiedSigs) != 0 {
		must(fmt.Errorf("%d lines of log and witness", len(opened.Sigs)), "checkpoint "+size)
	}
	lines := strings.Split(opened.Text, "\n")
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err, "root "+size)
	n, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "size "+size)
	if lines[1] != size || len(lines) != 4 {
		must(fmt.Errorf("it says %q", opened.Text), "checkpoint "+size)
	}
	return tlog.Tree{N: n, Hash: hashes(root)[0]}
}

// tiles as they lie in the folder, whose paths lack the height that the Go team's have.
type tiles struct{}

func (tiles) Height() int                     { return 8 }
func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var contents [][]byte
	for _, tile := range wanted {
		content, err := os.ReadFile(filepath.Join(folder, "tile", strings.TrimPrefix(tile.Path(), "tile/8/")))
		if err != nil {
			return nil, err
		}
		contents = append(contents, content)
	}
	return contents, nil
}

func main() {
	verifier, err := note.NewVerifier(string(read("key")))
	must(err, "the key")
	witness, err := newCosigner(string(read("witness-key")))
	must(err, "the witness's key")
	verifiers := note.VerifierList(verifier, witness)
	_, err = note.Open(bytes.Replace(read("checkpoint/300"), []byte("\n300\n"), []byte("\n301\n"), 1), note.VerifierList(witness))
	mustNot(err, "a checkpoint that the witness has not seen")
	forged := bytes.Replace(read("checkpoint/300"), []byte("\n300\n"), []byte("\n301\n"), 1)
	_, err = note.Open(forged, verifiers)
	mustNot(err, "a forged checkpoint")

	paths, err := filepath.Glob(filepath.Join(folder, "*", "*-*"))
	must(err, "the proofs")
	for _, path := range paths {
		kind, name := filepath.Base(filepath.Dir(path)), filepath.Base(path)
		first, size, _ := strings.Cut(name, "-")
		second := tree(verifiers, size)
		n, err := strconv.ParseInt(first, 10, 64)
		must(err, name)
		proof := hashes(read(kind + "/" + name))
		if kind == "consistency" {
			from := tree(verifiers, first)
			must(tlog.CheckTree(proof, second.N, second.Hash, n, from.Hash), "consistency "+name)
			mustNot(tlog.CheckTree(proof, second.N, second.Hash, n, second.Hash), "consistency with another root "+name)
		} else {
			leaf := tlog.RecordHash([]byte("record " + first))
			must(tlog.CheckRecord(proof, second.N, second.Hash, n, leaf), "inclusion "+name)
			mustNot(tlog.CheckRecord(proof, second.N, second.Hash, n, tlog.RecordHash([]byte("another"))), "another leaf "+name)
			// Against the root, tile by tile, by the peer's own reader: it makes the same proof of our tiles.
			reader := tlog.TileHashReader(second, tiles{})
			made, err := tlog.ProveRecord(second.N, n, reader)
			must(err, "tiles of "+name)
			if fmt.Sprint(made) != fmt.Sprint(tlog.RecordProof(proof)) {
				must(fmt.Errorf("other hashes"), "the proof of "+name)
			}
		}
	}
	if checked < 200 {
		must(fmt.Errorf("only %d", checked), "what was checked")
	}
	fmt.Printf("proofs: %d checks by golang.org/x/mod/sumdb hold\n", checked)
}
