{{- define "hvb-hub.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}{{ end -}}
{{- end }}

{{/* Labels of a part: a dict with root and part. */}}
{{- define "hvb-hub.labels" -}}
{{ include "hvb-hub.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "hvb-hub.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "hvb-hub.image" -}}
{{- $digest := index .root.Values.image.digest .part -}}
{{ .root.Values.image.registry }}/{{ .part }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}{{ if $digest }}@{{ $digest }}{{ end }}
{{- end }}

{{- define "hvb-hub.port" -}}
{{- if eq .part "hub" }}3000{{ else }}3001{{ end -}}
{{- end }}

{{/* A Deployment of one of the two apps: a dict with root, part and values (the part's own). */}}
{{- define "hvb-hub.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "hvb-hub.name" .root }}-{{ .part }}
  labels: {{- include "hvb-hub.labels" . | nindent 4 }}
spec:
  {{- if not (and (hasKey .values "autoscaling") (dig "autoscaling" "enabled" false .values)) }}
  replicas: {{ .values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  strategy:
    type: RollingUpdate
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  selector:
    matchLabels: {{- include "hvb-hub.selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "hvb-hub.labels" . | nindent 8 }}
      annotations:
        checksum/settings: {{ include (print .root.Template.BasePath "/configmap.yaml") .root | sha256sum }}
        {{- with .root.Values.podAnnotations }}{{ toYaml . | nindent 8 }}{{ end }}
    spec:
      serviceAccountName: {{ include "hvb-hub.name" .root }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ .root.Values.terminationGracePeriodSeconds }}
      {{- with .root.Values.image.pullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        fsGroup: 10001
        seccompProfile: { type: RuntimeDefault }
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 100
              podAffinityTerm:
                topologyKey: kubernetes.io/hostname
                labelSelector:
                  matchLabels: {{- include "hvb-hub.selector" . | nindent 20 }}
      {{- with .root.Values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .root.Values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: {{ .part }}
          image: {{ include "hvb-hub.image" . | quote }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          args: [dist/apps/{{ .part }}/src/main.js]
          ports:
            - { name: http, containerPort: {{ include "hvb-hub.port" . }}, protocol: TCP }
          envFrom:
            - configMapRef: { name: {{ include "hvb-hub.name" .root }} }
          env:
            - { name: HVB_PORT, value: {{ include "hvb-hub.port" . | quote }} }
            {{- if .root.Values.kafka.brokers }}
            {{- if .root.Values.kafka.sasl }}
            - { name: HVB_KAFKA_USERNAME, value: {{ .values.kafkaUsername | quote }} }
            - name: HVB_KAFKA_PASSWORD
              valueFrom: { secretKeyRef: { name: {{ .values.secretName }}, key: HVB_KAFKA_PASSWORD } }
            {{- end }}
            {{- end }}
            {{- range list "HVB_MASTER_KEY" "HVB_DATABASE_URL" "HVB_EVENTSTORE_URL" }}
            - name: {{ . }}
              valueFrom: { secretKeyRef: { name: {{ $.values.secretName }}, key: {{ . }} } }
            {{- end }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          resources: {{- toYaml .values.resources | nindent 12 }}
          # Ten minutes for the first start over a long log's migrations; then alive means that it answers.
          startupProbe:
            httpGet: { path: /health/live, port: http }
            periodSeconds: 5
            failureThreshold: 120
          livenessProbe:
            httpGet: { path: /health/live, port: http }
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: { path: /health/ready, port: http }
            periodSeconds: 5
            timeoutSeconds: 4
            failureThreshold: 2
          lifecycle:
            # Requests that are on their way while the endpoint is taken out still find the process.
            preStop: { exec: { command: [node, --eval, 'setTimeout(() => undefined, 5000)'] } }
          volumeMounts:
            - { name: access, mountPath: /var/lib/hvb/access }
            - { name: signing-key, mountPath: /var/lib/hvb/access/signing-key.jwk.json, subPath: signing-key.jwk.json, readOnly: true }
            - { name: signing-key, mountPath: /var/lib/hvb/access/checkpoint-key.pem, subPath: checkpoint-key.pem, readOnly: true }
            - { name: tmp, mountPath: /tmp }
            {{- if .root.Values.certificates.secretName }}
            - { name: certificates, mountPath: /run/hvb, readOnly: true }
            {{- end }}
      volumes:
        - name: access
          emptyDir: { medium: Memory, sizeLimit: 1Mi }
        - name: signing-key
          secret: { secretName: {{ .root.Values.access.secretName }}, defaultMode: 0440, items: [{ key: signing-key.jwk.json, path: signing-key.jwk.json }, { key: checkpoint-key.pem, path: checkpoint-key.pem }] }
        - name: tmp
          emptyDir: { sizeLimit: 64Mi }
        {{- if .root.Values.certificates.secretName }}
        - name: certificates
          secret: { secretName: {{ .root.Values.certificates.secretName }}, defaultMode: 0440, items: [{ key: ca.crt, path: ca.crt }] }
        {{- end }}
{{- end }}
